package io.watchfloor.search.correlate;

import io.watchfloor.blocks.FieldSink;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One correlation, from the given events outwards. It says which stretch of time to read and for what ({@link #stretch}, {@link #query}), is
 * told of the events there ({@link #take}) and that all of them were told ({@link #passed}), until there is no more to read. What comes out
 * hangs on the events alone, not on the portions in which they are told. Used by one thread at a time.
 */
public final class Correlator {
    private final CorrelationFields fields;
    private final CorrelationLimits limits;
    private final EventReader reader;
    private final List<RelatedEvent> given = new ArrayList<>();
    private final List<RelatedEvent> related = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();
    private final Map<Indicator, Integer> hubs = new TreeMap<>();
    private @Nullable Level level;
    private int depth;
    private int leftOut;
    private boolean cut;

    public Correlator(CorrelationFields fields, CorrelationLimits limits) {
        this.fields = fields;
        this.limits = limits;
        this.reader = new EventReader(fields);
    }

    /** A given event. To be told before all else. */
    public void give(UUID id, long time, Consumer<FieldSink> event) {
        if (known.add(id)) {
            given.add(RelatedEvent.given(seen(id, time, event)));
        }
    }

    /** All given events were told. */
    public void begin() {
        given.sort(Comparator.comparing(RelatedEvent::event, SeenEvent.BY_ID));
        from(given);
    }

    /** The stretch of time to read; null when there is no more to do. */
    public @Nullable TimeRange stretch() {
        return level == null ? null : level.stretch();
    }

    /** What to look for there; another one as soon as less is looked for. */
    public Query query() {
        if (level == null) {
            throw new IllegalStateException("there is no more to read");
        }
        return level.query();
    }

    /** An event of the stretch. */
    public void take(UUID id, long time, Consumer<FieldSink> event) {
        if (level != null) {
            level.take(seen(id, time, event));
        }
    }

    /** All events of the stretch were told. */
    public void passed() {
        if (level != null) {
            level.passed();
            while (level != null && level.stretch() == null) {
                close(level, depth < limits.depth());
            }
        }
    }

    /** What came out, also when there was more to read. */
    public Correlation end() {
        if (level != null) {
            close(level, false);
        }
        List<Hub> all = hubs.entrySet().stream()
                .map(hub -> new Hub(hub.getKey(), hub.getValue()))
                .toList();
        return new Correlation(given, related, all, leftOut, cut);
    }

    private SeenEvent seen(UUID id, long time, Consumer<FieldSink> event) {
        event.accept(reader);
        return new SeenEvent(id, time, reader.sightings());
    }

    private void from(List<RelatedEvent> events) {
        depth++;
        List<SeenEvent> seen = events.stream().map(RelatedEvent::event).toList();
        Level next = new Level(fields, limits, seen, hubs);
        cut |= next.isCut();
        level = next.stretch() == null ? null : next;
    }

    private void close(Level done, boolean goesOn) {
        level = null;
        Level.Outcome outcome = done.outcome(known, depth, limits.maxEvents() - related.size());
        List<RelatedEvent> kept = outcome.best();
        leftOut += outcome.leftOut();
        kept.forEach(one -> known.add(one.event().id()));
        related.addAll(kept);
        if (goesOn && !kept.isEmpty()) {
            from(kept);
        }
    }
}
