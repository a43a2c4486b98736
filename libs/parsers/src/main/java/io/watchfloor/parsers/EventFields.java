package io.watchfloor.parsers;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an event that is being made: each value is put where its type allows it. */
final class EventFields {
    static final String UNMAPPED = "unmapped.";
    static final String SENDER_ID = "watchfloor.sender_id";

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Set<String> NOBODY = Set.of("", "-", "?", "*", "::", "0.0.0.0", "localhost");

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Sets a field; null, an empty list and a value of another type do not. */
    void set(String field, @Nullable Object value) {
        if (value instanceof List<?> values) {
            setAll(field, values);
        } else if (value != null) {
            Object fitted = FieldType.of(field).fit(value);
            if (fitted == null) {
                unmapped(field, value);
            } else {
                fields.put(field, clean(fitted));
            }
        }
    }

    /** Keeps a value that does not fit its field. */
    void unmapped(String field, Object value) {
        fields.put(UNMAPPED + field, Texts.wellFormed(value.toString()));
    }

    @Nullable
    Object value(String field) {
        return fields.get(field);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    void setIfAbsent(String field, @Nullable Object value) {
        if (!has(field)) {
            set(field, value);
        }
    }

    /** Adds values to a multi-valued field, each once. */
    void add(String field, @Nullable Object value) {
        Set<Object> values = new LinkedHashSet<>(asList(fields.get(field)));
        for (Object each : asList(value)) {
            if (!NOBODY.contains(each.toString())) {
                values.add(each);
            }
        }
        set(field, List.copyOf(values));
    }

    /** Tells what could not be understood; the event stays, marked as what it is. */
    void problem(String message) {
        Object before = fields.get("error.message");
        fields.put("error.message", before == null ? message : before + "; " + message);
        fields.put("event.kind", "pipeline_error");
    }

    /** Fills {@code related.*}, the keys that tie events of all sources together. */
    void relate() {
        Relations.fill(this);
    }

    /**
     * The finished event.
     *
     * @param time normalised event time
     * @param source the value of {@code watchfloor.source}
     */
    Event build(String id, Instant time, String source, Receipt receipt) {
        if (time.isAfter(receipt.receivedAt().plus(AHEAD))) {
            add("tags", "future_time");
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(Event.ID, id);
        event.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        event.put(Event.INGESTED, ContractJson.MILLIS.format(receipt.receivedAt()));
        event.put(Event.TENANT, receipt.tenant());
        event.put(Event.SOURCE, source);
        fields.forEach(event::putIfAbsent);
        return new Event(event);
    }

    private void setAll(String field, List<?> values) {
        FieldType type = FieldType.of(field);
        List<Object> fitted = new ArrayList<>();
        List<Object> rest = new ArrayList<>();
        for (Object value : values) {
            Object fit = type.fit(value);
            if (fit == null) {
                rest.add(Texts.wellFormed(value.toString()));
            } else {
                fitted.add(clean(fit));
            }
        }
        if (!fitted.isEmpty()) {
            fields.put(field, List.copyOf(fitted));
        }
        if (!rest.isEmpty()) {
            fields.put(UNMAPPED + field, List.copyOf(rest));
        }
    }

    private static Object clean(Object value) {
        return value instanceof String text ? Texts.wellFormed(text) : value;
    }

    private static List<?> asList(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    }
}
