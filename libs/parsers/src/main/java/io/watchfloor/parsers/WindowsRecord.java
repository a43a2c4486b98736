package io.watchfloor.parsers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Windows event in one form, whatever shape it was sent in.
 *
 * @param system the fields below {@code winlog.}: {@code channel}, {@code event_id}, …
 * @param data EventData and UserData as text by name, without the spaces of names; unnamed values are {@code Data}
 * @param time null when it tells none
 * @param rest other fields of the document, by ECS name
 */
record WindowsRecord(
        Map<String, Object> system,
        Map<String, String> data,
        @Nullable Time time,
        Map<String, Object> rest) {
    /**
     * When it happened.
     *
     * @param given as the document has it
     * @param utc whether a time without a zone is UTC, as those of the event log itself are; otherwise it is of the
     *     sender's zone
     * @param offsetSeconds the sender's offset to UTC where the document lets it be told, or null
     */
    record Time(Object given, boolean utc, @Nullable Integer offsetSeconds) {}

    /** A field of {@link #system} as text, or "". */
    String text(String field) {
        Object value = system.get(field);
        return value == null ? "" : value.toString();
    }

    /** A value of {@link #data}; null when it is absent or says that there is none. */
    @Nullable
    String value(String name) {
        String value = data.get(name);
        return value == null || value.isBlank() || value.equals("-") ? null : value;
    }
}
