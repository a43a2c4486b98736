package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts as they are made. Used by one thread at a time. */
public final class Tally {
    private final CountPlan plan;
    private final long[] perBucket;
    private final List<TopValues> values;
    private long matched;

    public Tally(CountPlan plan) {
        this.plan = plan;
        this.perBucket = new long[plan.buckets() == null ? 0 : plan.buckets().count()];
        this.values = plan.fields().stream()
                .map(field -> new TopValues(plan.values()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Events that match. */
    public long matched() {
        return matched;
    }

    /** Those of each bucket; none when no buckets were asked for. */
    public long[] perBucket() {
        return perBucket.clone();
    }

    /** The values of each field that was asked for. */
    public List<TopValues> values() {
        return Collections.unmodifiableList(values);
    }

    /** Takes the counts of other events, made to the same plan, which are not to be used any more. */
    public void add(Tally other) {
        boolean first = matched == 0;
        matched += other.matched;
        for (int i = 0; i < perBucket.length; i++) {
            perBucket[i] += other.perBucket[i];
        }
        for (int i = 0; i < values.size(); i++) {
            if (first) {
                values.set(i, other.values.get(i));
            } else {
                values.get(i).add(other.values.get(i));
            }
        }
    }

    /** Counts an event that matches. */
    void add(Event event) {
        addAt(event.timestamp().toEpochMilli(), 1);
        for (int i = 0; i < values.size(); i++) {
            TopValues counted = values.get(i);
            each(event.value(plan.fields().get(i))).forEach(value -> counted.add(value, 1));
        }
    }

    private static Set<Object> each(@Nullable Object value) {
        Set<Object> each = new LinkedHashSet<>();
        flatten(value, each);
        return each;
    }

    private static void flatten(@Nullable Object value, Set<Object> into) {
        if (value instanceof List<?> list) {
            list.forEach(element -> flatten(element, into));
        } else if (value != null) {
            into.add(value);
        }
    }

    /** Takes the count of rows of a block, made to the same plan or to one of other times. */
    void add(BlockCount block) {
        Buckets buckets = plan.buckets();
        matched += block.matched();
        int first = buckets == null ? 0 : buckets.of(block.firstBucket());
        for (int i = 0; i < block.perBucket().length; i++) {
            perBucket[first + i] += block.perBucket()[i];
        }
        for (int i = 0; i < values.size(); i++) {
            block.values().get(i).each(values.get(i)::add);
        }
    }

    /** Counts events of one time, or of one bucket that holds the time. */
    void addAt(long millis, long events) {
        matched += events;
        Buckets buckets = plan.buckets();
        if (buckets != null && events > 0) {
            perBucket[buckets.of(millis)] += events;
        }
    }
}
