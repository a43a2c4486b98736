package io.watchfloor.search.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many events have each value of a field, in bounded space: exact while all values fit in, and from then on an upper bound that is too
 * high by at most {@link #error}. When there is no room, the rarest quarter is dropped; a value that was dropped, or never seen, had at
 * most as many events as the most frequent one of those, and with so many it starts (Space-Saving: Metwally, Agrawal, El Abbadi 2005, here
 * with drops in batches). Used by one thread at a time.
 */
public final class TopValues {
    /** What a value takes beside its text, in bytes, about. */
    private static final int OVERHEAD = 96;

    private static final Comparator<Entry> MOST_FIRST =
            Comparator.comparingLong(Entry::count).reversed().thenComparing(entry -> String.valueOf(entry.value()));

    /**
     * How much is kept.
     *
     * @param most values, at least 4
     * @param bytes of all values together, about
     */
    public record Limits(int most, long bytes) {}

    /** A value and the number of events that have it; the value is a text, number or truth value. */
    public record Entry(Object value, long count) {}

    private final Limits limits;
    private Map<Object, Long> counts = new HashMap<>();
    private long bytes;
    private long sum;
    private long error;

    TopValues(Limits limits) {
        this.limits = limits;
    }

    /** Counts more events with the value. */
    void add(Object value, long events) {
        sum += events;
        raise(value, events);
        dropWhenFull();
    }

    /** Takes the counts of other events. */
    void add(TopValues other) {
        if (other.error > 0) {
            // What is here and not there may have been dropped there.
            counts.replaceAll((value, count) -> other.counts.containsKey(value) ? count : count + other.error);
        }
        other.counts.forEach(this::raise);
        sum += other.sum;
        error += other.error;
        dropWhenFull();
    }

    private void raise(Object value, long events) {
        Long known = counts.get(value);
        if (known == null) {
            bytes += size(value);
        }
        counts.put(value, (known == null ? error : known) + events);
    }

    private void dropWhenFull() {
        if (counts.size() <= limits.most() && bytes <= limits.bytes()) {
            return;
        }
        List<Entry> entries = sorted().toList();
        counts = new HashMap<>();
        bytes = 0;
        int at = 0;
        while (at < limits.most() * 3L / 4 && at < entries.size() - 1 && bytes <= limits.bytes() * 3 / 4) {
            Entry entry = entries.get(at++);
            counts.put(entry.value(), entry.count());
            bytes += size(entry.value());
        }
        error = Math.max(error, entries.get(at).count());
    }

    private static long size(Object value) {
        return OVERHEAD + (value instanceof String text ? 2L * text.length() : 0);
    }

    private Stream<Entry> sorted() {
        return counts.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(MOST_FIRST);
    }

    /** The most frequent values, those with as many events in the order of their texts. */
    public List<Entry> top(int most) {
        return sorted().limit(most).toList();
    }

    /** How many values are told apart; when {@link #error} is not 0 there are more. */
    public int distinct() {
        return counts.size();
    }

    /** Events for each value that they have, all together. */
    public long sum() {
        return sum;
    }

    /** How much a count may be too high, and how many events a value that is not there may have: 0 when all counts are exact. */
    public long error() {
        return error;
    }
}
