package io.watchfloor.search.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
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
    private final Map<Object, Counter> counts = new HashMap<>();
    private long bytes;
    private long sum;
    private long error;

    private static final class Counter {
        long events;
    }

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
            counts.forEach((value, count) -> count.events += other.counts.containsKey(value) ? 0 : other.error);
        }
        other.counts.forEach((value, count) -> raise(value, count.events));
        sum += other.sum;
        error += other.error;
        dropWhenFull();
    }

    private void raise(Object value, long events) {
        Counter known = counts.get(value);
        if (known == null) {
            known = new Counter();
            known.events = error;
            counts.put(value, known);
            bytes += size(value);
        }
        known.events += events;
    }

    private void dropWhenFull() {
        if (counts.size() <= limits.most() && bytes <= limits.bytes()) {
            return;
        }
        drop(counts.size() - (int) Math.min(limits.most() * 3L / 4, counts.size() - 1));
        while (bytes > limits.bytes() * 3 / 4 && counts.size() > 1) {
            drop((counts.size() + 3) / 4);
        }
    }

    /** Drops so many of the rarest. */
    private void drop(int number) {
        long[] rarest = counts.values().stream()
                .mapToLong(count -> count.events)
                .sorted()
                .toArray();
        long highest = rarest[number - 1];
        int ofHighest = number;
        for (int i = 0; rarest[i] < highest; i++) {
            ofHighest--;
        }
        Iterator<Map.Entry<Object, Counter>> all = counts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Object, Counter> each = all.next();
            long events = each.getValue().events;
            if (events < highest || events == highest && ofHighest-- > 0) {
                bytes -= size(each.getKey());
                all.remove();
            }
        }
        error = Math.max(error, highest);
    }

    private static long size(Object value) {
        return OVERHEAD + (value instanceof String text ? 2L * text.length() : 0);
    }

    private Stream<Entry> entries() {
        return counts.entrySet().stream().map(entry -> new Entry(entry.getKey(), entry.getValue().events));
    }

    /** The most frequent values, those with as many events in the order of their texts. */
    public List<Entry> top(int most) {
        if (most >= counts.size()) {
            return entries().sorted(MOST_FIRST).toList();
        }
        if (most <= 0) {
            return List.of();
        }
        Queue<Entry> top = new PriorityQueue<>(MOST_FIRST.reversed());
        counts.forEach((value, count) -> offer(top, value, count.events, most));
        return top.stream().sorted(MOST_FIRST).toList();
    }

    /** Most values are not among the most frequent, and are not put in order then. */
    private static void offer(Queue<Entry> top, Object value, long events, int most) {
        if (top.size() >= most && events < top.element().count()) {
            return;
        }
        Entry entry = new Entry(value, events);
        if (top.size() < most) {
            top.add(entry);
        } else if (MOST_FIRST.compare(entry, top.element()) < 0) {
            top.remove();
            top.add(entry);
        }
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
