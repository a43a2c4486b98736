package io.watchfloor.search.search;

import io.watchfloor.blocks.FieldSink;
import io.watchfloor.contracts.Event;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** What was kept of an event. */
record KeptEvent(Map<String, Object> fields) implements FoundEvent {
    KeptEvent {
        fields = Collections.unmodifiableMap(fields);
        Objects.requireNonNull(fields.get(Event.ID), Event.ID);
    }

    @Override
    public String id() {
        return String.valueOf(fields.get(Event.ID));
    }

    @Override
    public void tell(FieldSink sink) {
        sink.event(fields);
    }
}
