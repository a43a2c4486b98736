package io.watchfloor.query;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event as the evaluator sees it: flat dotted ECS names with values. A value is a {@link String}, a {@link Number}, a
 * {@link Boolean} or a {@link java.util.List} of those (multi-valued); anything else never matches.
 */
public interface Document {

    /** The value of {@code field}, or null when the event does not have it. Names are case-sensitive. */
    @Nullable
    Object value(String field);

    /** The names of all fields of the event. */
    Set<String> fields();

    /** A view of {@code flat}, which is not copied: it must not change while the document is in use. */
    static Document of(Map<String, ?> flat) {
        return new MapDocument(Objects.requireNonNull(flat));
    }
}
