package io.watchfloor.detection.health;

import java.util.Locale;
import java.util.Set;

/**
 * The fields that a tenant's events had lately, and {@code field:value} for {@link #VALUED}.
 *
 * @param names empty when nothing is known, and then nothing is said
 */
record SeenFields(Set<String> names) {
    /** Fields that say where an event is from: their values are known too. */
    static final Set<String> VALUED = Set.of("event.dataset", "event.module", "watchfloor.source");

    SeenFields {
        names = Set.copyOf(names);
    }

    boolean has(String field) {
        return field.endsWith(".*")
                ? names.stream().anyMatch(name -> name.startsWith(field.substring(0, field.length() - 1)))
                : names.contains(field);
    }

    /** Whether the field had this value; true for fields whose values are not kept, if they were seen. */
    boolean has(String field, String value) {
        return VALUED.contains(field) ? names.contains(valued(field, value)) : has(field);
    }

    static String valued(String field, String value) {
        return field + ":" + value.toLowerCase(Locale.ROOT);
    }
}
