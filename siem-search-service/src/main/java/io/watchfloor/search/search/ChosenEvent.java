package io.watchfloor.search.search;

import io.watchfloor.blocks.FieldSink;
import io.watchfloor.search.store.Candidates;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event of a store, of which some fields are answered. */
record ChosenEvent(Candidates.Item event, FieldSelection shown) implements FoundEvent {
    @Override
    public String id() {
        return event.id().toString();
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> chosen = new LinkedHashMap<>(event.event().fields());
        chosen.keySet().removeIf(name -> !shown.holds(name));
        return Collections.unmodifiableMap(chosen);
    }

    @Override
    public void tell(FieldSink sink) {
        event.tell(new Chosen(sink, shown));
    }

    /** Passes on what is chosen. */
    private record Chosen(FieldSink sink, FieldSelection shown) implements FieldSink {
        @Override
        public boolean field(String name) {
            return shown.holds(name) && sink.field(name);
        }

        @Override
        public void text(byte[] utf8, int from, int length) {
            sink.text(utf8, from, length);
        }

        @Override
        public void value(Object value) {
            sink.value(value);
        }
    }
}
