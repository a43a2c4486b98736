package io.watchfloor.search.search;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.watchfloor.contracts.Event;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** What is answered of an event: the chosen fields, and always {@code event.id} and {@code @timestamp}. */
@JsonSerialize(using = FoundEventSerializer.class)
public record FoundEvent(Map<String, Object> fields) {
    public FoundEvent {
        fields = Collections.unmodifiableMap(fields);
        Objects.requireNonNull(fields.get(Event.ID), Event.ID);
    }

    public String id() {
        return String.valueOf(fields.get(Event.ID));
    }
}
