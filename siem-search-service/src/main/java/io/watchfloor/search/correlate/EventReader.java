package io.watchfloor.search.correlate;

import io.watchfloor.blocks.FieldSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what one event after another shows. Used by one thread at a time. */
final class EventReader implements FieldSink {
    /** Values of one event; more say nothing about what it shares. */
    private static final int MOST = 100;

    private final CorrelationFields fields;
    private final Set<Sighting> seen = new TreeSet<>();
    private String field = "";

    EventReader(CorrelationFields fields) {
        this.fields = fields;
    }

    /** What was told since the last call. */
    List<Sighting> sightings() {
        List<Sighting> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    @Override
    public boolean field(String name) {
        field = name;
        return fields.reads(name);
    }

    @Override
    public void text(byte[] utf8, int from, int length) {
        take(new String(utf8, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public void value(Object value) {
        if (value instanceof Iterable<?> values) {
            values.forEach(one -> take(String.valueOf(one)));
        } else {
            take(value.toString());
        }
    }

    private void take(String value) {
        @Nullable Sighting sighting = fields.sighting(field, value);
        if (sighting != null && seen.size() < MOST) {
            seen.add(sighting);
        }
    }
}
