package io.watchfloor.rules.correlation;

import org.jspecify.annotations.Nullable;

/** The values of one event by the names that a rule uses; who gives it maps those to the event's own. */
@FunctionalInterface
public interface FieldValues {
    /** The value as text, of a list the first; null if there is none. */
    @Nullable
    String text(String field);
}
