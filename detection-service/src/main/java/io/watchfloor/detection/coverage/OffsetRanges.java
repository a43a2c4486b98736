package io.watchfloor.detection.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A set of places in the events topic: of each partition disjoint ranges in order. Immutable. */
public record OffsetRanges(Map<Integer, List<Range>> byPartition) {
    static final OffsetRanges NONE = new OffsetRanges(Map.of());

    /** Offsets from {@code from} up to but not including {@code to}. */
    public record Range(long from, long to) {
        public Range {
            if (to <= from) {
                throw new IllegalArgumentException("an empty range");
            }
        }

        long size() {
            return to - from;
        }
    }

    /** A range of a partition. */
    record Placed(int partition, Range range) {}

    public OffsetRanges {
        Map<Integer, List<Range>> copy = new TreeMap<>();
        byPartition.forEach((partition, ranges) -> {
            if (!ranges.isEmpty()) {
                copy.put(partition, List.copyOf(ranges));
            }
        });
        byPartition = copy;
    }

    /** The set of all that is in one of these, in any order, overlapping or not. */
    static OffsetRanges of(List<Placed> places) {
        Map<Integer, List<Range>> all = new TreeMap<>();
        places.forEach(place ->
                all.computeIfAbsent(place.partition(), p -> new ArrayList<>()).add(place.range()));
        all.replaceAll((partition, ranges) -> joined(ranges));
        return new OffsetRanges(all);
    }

    /** Everything from one mark up to another; partitions that the first does not know begin at 0. */
    static OffsetRanges between(Map<Integer, Long> from, Map<Integer, Long> to) {
        List<Placed> places = new ArrayList<>();
        to.forEach((partition, end) -> {
            long start = from.getOrDefault(partition, 0L);
            if (end > start) {
                places.add(new Placed(partition, new Range(start, end)));
            }
        });
        return of(places);
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted =
                ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList();
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            Range last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && range.from() <= last.to()) {
                joined.set(joined.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    OffsetRanges plus(OffsetRanges other) {
        List<Placed> all = new ArrayList<>(places());
        all.addAll(other.places());
        return of(all);
    }

    OffsetRanges minus(OffsetRanges other) {
        return perPartition(other, OffsetRanges::cut);
    }

    OffsetRanges and(OffsetRanges other) {
        return minus(minus(other));
    }

    private OffsetRanges perPartition(OffsetRanges other, BiFunction<List<Range>, List<Range>, List<Range>> work) {
        Map<Integer, List<Range>> result = new TreeMap<>();
        byPartition.forEach((partition, ranges) ->
                result.put(partition, work.apply(ranges, other.byPartition.getOrDefault(partition, List.of()))));
        return new OffsetRanges(result);
    }

    private static List<Range> cut(List<Range> from, List<Range> away) {
        List<Range> left = new ArrayList<>();
        int next = 0;
        for (Range range : from) {
            long start = range.from();
            while (next < away.size() && away.get(next).to() <= start) {
                next++;
            }
            int at = next;
            while (at < away.size() && away.get(at).from() < range.to()) {
                if (away.get(at).from() > start) {
                    left.add(new Range(start, away.get(at).from()));
                }
                start = Math.max(start, away.get(at).to());
                at++;
            }
            if (start < range.to()) {
                left.add(new Range(start, range.to()));
            }
        }
        return left;
    }

    /** How many offsets. */
    long size() {
        return byPartition.values().stream()
                .flatMap(List::stream)
                .mapToLong(Range::size)
                .sum();
    }

    public boolean isEmpty() {
        return byPartition.isEmpty();
    }

    /** The ranges in order of partition and offset. */
    List<Placed> places() {
        return byPartition.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(range -> new Placed(entry.getKey(), range)))
                .toList();
    }
}
