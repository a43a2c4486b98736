package io.watchfloor.search.correlate;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events in memory, and a store of them that gives what a correlation asks for. */
final class Events {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<One> all = new ArrayList<>();

    record One(UUID id, long time, Map<String, Object> fields) {}

    /** An event so many seconds from noon; fields in pairs of name and value. */
    UUID add(long seconds, Object... fields) {
        return addAt(NOON.plusSeconds(seconds), fields);
    }

    UUID addAt(Instant time, Object... fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            named.put((String) fields[i], fields[i + 1]);
        }
        long millis = time.toEpochMilli();
        UUID id = new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L | all.size());
        all.add(new One(id, millis, named));
        return id;
    }

    Correlation correlate(List<String> names, CorrelationLimits limits, UUID... given) {
        return correlate(names, limits, Integer.MAX_VALUE, given);
    }

    /** @param chunk events that are told at once, before it is asked again what is looked for */
    Correlation correlate(List<String> names, CorrelationLimits limits, int chunk, UUID... given) {
        Correlator correlator = new Correlator(CorrelationFields.of(names), limits);
        for (UUID id : given) {
            all.stream()
                    .filter(one -> one.id().equals(id))
                    .forEach(one -> correlator.give(id, one.time(), sink -> sink.event(one.fields())));
        }
        correlator.begin();
        for (TimeRange range = correlator.stretch(); range != null; range = correlator.stretch()) {
            read(correlator, range, chunk);
        }
        return correlator.end();
    }

    /** By comparing all with all: those that have a value of a given event, whichever field it stands in, and are near enough. */
    List<UUID> sharing(Duration window, UUID... given) {
        List<UUID> ids = List.of(given);
        List<One> seeds = all.stream().filter(one -> ids.contains(one.id())).toList();
        return all.stream()
                .filter(one -> !ids.contains(one.id()))
                .filter(one -> seeds.stream()
                        .anyMatch(seed -> Math.abs(one.time() - seed.time()) <= window.toMillis()
                                && !Collections.disjoint(
                                        one.fields().values(), seed.fields().values())))
                .map(One::id)
                .toList();
    }

    private void read(Correlator correlator, TimeRange range, int chunk) {
        List<One> within = all.stream()
                .filter(one -> range.contains(Instant.ofEpochMilli(one.time())))
                .sorted(Comparator.comparing((One one) -> one.id().toString()).reversed())
                .toList();
        int at = 0;
        while (at < within.size() && correlator.stretch() != null) {
            CompiledQuery query = CompiledQuery.of(correlator.query());
            int end = (int) Math.min((long) at + chunk, within.size());
            for (One one : within.subList(at, end)) {
                if (query.matches(Document.of(one.fields()))) {
                    correlator.take(one.id(), one.time(), sink -> sink.event(one.fields()));
                }
            }
            at = end;
        }
        correlator.passed();
    }

    static CorrelationLimits within(Duration window) {
        return new CorrelationLimits(window, 1, 100, 1_000);
    }
}
