package io.watchfloor.search.search;

import io.watchfloor.parsers.EventId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.Candidates.Item;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StoreQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Forward through time, though stores go back: through short windows one behind the other, each from its end to its beginning. What was
 * found is in order when a window is done. Windows grow where there is little and shrink where there is much.
 */
final class OldestFirst implements Walk {
    private static final Duration FIRST_WINDOW = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** Events of a window below which the next one is longer. */
    private static final long FEW = 2_000;
    /** Events of a window over which it is begun again, shorter. */
    private static final long MANY = 50_000;

    private final StoreQuery query;
    private final int mostItems;
    private final long mostBytes;
    private final @Nullable UUID after;
    private final Deque<Item> oldest = new ArrayDeque<>();
    private long bytes;
    private long matched;
    private long looked;
    private Instant start;
    private Duration length = FIRST_WINDOW;
    private @Nullable UUID last;
    private boolean exhausted;

    /**
     * @param query whose {@code before} is not used
     * @param after the event behind which to begin; null for the range's beginning
     * @param mostItems of a window that are of interest
     * @param mostBytes of them, as JSON
     */
    OldestFirst(StoreQuery query, @Nullable UUID after, int mostItems, long mostBytes) {
        this.query = query;
        this.mostItems = mostItems;
        this.mostBytes = mostBytes;
        this.after = after;
        // The event's own millisecond may hold others.
        Instant from =
                after == null ? query.range().from() : EventTime.of(after).minusMillis(1);
        this.start = from.isBefore(query.range().from()) ? query.range().from() : from;
    }

    @Override
    public StoreQuery next(int limit) {
        return query.within(new TimeRange(start, end())).before(last, limit);
    }

    private Instant end() {
        Instant end = start.plus(length);
        return end.isBefore(query.range().to()) ? end : query.range().to();
    }

    @Override
    public Found take(Candidates chunk, Predicate<Item> matches) {
        looked += chunk.looked();
        last = chunk.oldest() == null ? last : chunk.oldest();
        chunk.items().stream().filter(this::isBehind).filter(matches).forEach(this::keep);
        if (!chunk.more()) {
            return done();
        }
        if (looked > MANY && length.compareTo(SHORTEST) > 0) {
            begin(start, length.dividedBy(16));
        }
        return new Found(List.of(), 0);
    }

    private boolean isBehind(Item item) {
        return after == null || item.id().toString().compareTo(after.toString()) > 0;
    }

    /** The window is read from its end, so what comes later is older. */
    private void keep(Item item) {
        matched++;
        oldest.addLast(item);
        bytes += item.bytes();
        while (oldest.size() > mostItems || (bytes > mostBytes && oldest.size() > 1)) {
            bytes -= oldest.removeFirst().bytes();
        }
    }

    private Found done() {
        List<Item> items = new ArrayList<>(oldest.size());
        oldest.descendingIterator().forEachRemaining(items::add);
        Found found = new Found(items, matched);
        exhausted = !end().isBefore(query.range().to());
        begin(end(), looked < FEW ? length.multipliedBy(8) : length);
        return found;
    }

    private void begin(Instant from, Duration newLength) {
        start = from;
        length = newLength.compareTo(SHORTEST) < 0 ? SHORTEST : Duration.ofMillis(newLength.toMillis());
        last = null;
        looked = 0;
        matched = 0;
        bytes = 0;
        oldest.clear();
    }

    @Override
    public boolean exhausted() {
        return exhausted;
    }

    @Override
    public @Nullable UUID reached() {
        return EventId.highest(start);
    }

    @Override
    public Instant lookedTo() {
        return start;
    }
}
