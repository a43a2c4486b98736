package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An observed event: ECS with flat dotted keys. Values are strings, numbers, booleans or lists of those. Immutable; the
 * order of the fields is kept. {@link #ID}, {@link #TIMESTAMP} and {@link #TENANT} are always there.
 */
public record Event(@JsonValue Map<String, Object> fields) {
    public static final String ID = "event.id";
    /** Normalised event time: RFC 3339, UTC, milliseconds. */
    public static final String TIMESTAMP = "@timestamp";
    /** Time at the source, as the source gave it. */
    public static final String CREATED = "event.created";
    /** Server time of ingest: RFC 3339, UTC, milliseconds. */
    public static final String INGESTED = "event.ingested";
    /** The raw input as text. */
    public static final String ORIGINAL = "event.original";

    public static final String TENANT = "watchfloor.tenant";
    public static final String SOURCE = "watchfloor.source";
    /** {@code partition:offset} in {@link Topics#EVENTS}; known to consumers of the topic, not to its producer. */
    public static final String SEQUENCE = "watchfloor.sequence";

    /** Of a canary: the id of the rule that it must make fire. */
    public static final String CANARY = "watchfloor.canary";
    /**
     * CloudEvents type of an event that was made to see whether its rule fires. It is evaluated like others, but makes no
     * match and is not stored. Only the envelope says so: what a sender writes into a log cannot.
     */
    public static final String CANARY_TYPE = "soc.event.canary.v1";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Event {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Objects.requireNonNull(fields.get(ID), ID);
        Objects.requireNonNull(fields.get(TIMESTAMP), TIMESTAMP);
        Objects.requireNonNull(fields.get(TENANT), TENANT);
    }

    public String id() {
        return (String) Objects.requireNonNull(fields.get(ID));
    }

    public Instant timestamp() {
        return Instant.parse((String) Objects.requireNonNull(fields.get(TIMESTAMP)));
    }

    public String tenant() {
        return (String) Objects.requireNonNull(fields.get(TENANT));
    }

    /** The value of a field, or null when the event does not have it. */
    public @Nullable Object value(String field) {
        return fields.get(field);
    }

    /** The value of a field as text, or null; the first value of a list. */
    public @Nullable String text(String field) {
        Object value = fields.get(field);
        if (value instanceof Iterable<?> values) {
            var iterator = values.iterator();
            value = iterator.hasNext() ? iterator.next() : null;
        }
        return value == null ? null : value.toString();
    }

    /** A copy with one field set. */
    public Event with(String field, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        copy.put(field, value);
        return new Event(copy);
    }

    /** A copy without a field; the event itself when it does not have it. */
    public Event without(String field) {
        if (!fields.containsKey(field)) {
            return this;
        }
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        copy.remove(field);
        return new Event(copy);
    }
}
