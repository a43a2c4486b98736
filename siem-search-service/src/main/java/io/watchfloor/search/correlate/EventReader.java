package io.watchfloor.search.correlate;

import io.watchfloor.blocks.FieldSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what one event after another shows. Used by one thread at a time. */
final class EventReader implements FieldSink {
    /** Values of one event; more say nothing about what it shares. */
    private static final int MOST = 100;

    /** Values that are remembered, so that equal sightings are one object. */
    private static final int MOST_KNOWN = 100_000;

    private final CorrelationFields fields;
    private final Map<String, Map<String, Optional<Sighting>>> known = new HashMap<>();
    private int remembered;
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
        if (seen.size() < MOST) {
            sighting(value).ifPresent(seen::add);
        }
    }

    private Optional<Sighting> sighting(String value) {
        if (remembered >= MOST_KNOWN) {
            known.clear();
            remembered = 0;
        }
        return known.computeIfAbsent(field, unseen -> new HashMap<>()).computeIfAbsent(value, unseen -> {
            remembered++;
            return Optional.ofNullable(fields.sighting(field, value));
        });
    }
}
