package io.watchfloor.blocks.filter;

import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.blocks.ValueSink;
import io.watchfloor.query.Evidence;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prints what filters cost to make (CPU time of the thread) and to keep, on random events, for each kind of them. Arguments: events of a
 * block (512), blocks of a kind (128), rounds (10), of which the last is printed.
 */
final class FilterCost {

    private static final int GROUP = 64;
    private static final int NEEDLES = 4_000;

    private final List<List<Map<String, Object>>> raw;
    private final List<Map<String, Set<Object>>> blocks;
    private final BlockTokens tokens = new BlockTokens();
    private final EventTokens reader = new EventTokens(tokens);
    private final double events;

    private FilterCost(int kind, int blockSize, int count) {
        RandomEvents random = new RandomEvents(11);
        this.raw = IntStream.range(0, count)
                .mapToObj(_ -> random.block(kind, blockSize))
                .toList();
        this.blocks = raw.stream().map(FilterCost::distinct).toList();
        this.events = (double) blockSize * count;
    }

    public static void main(String[] arguments) {
        int[] numbers = {512, 128, 10};
        for (int i = 0; i < arguments.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        List<FilterCost> costs = IntStream.range(0, RandomEvents.KINDS.size())
                .mapToObj(kind -> new FilterCost(kind, numbers[0], numbers[1]))
                .toList();
        for (int round = 1; round <= numbers[2]; round++) {
            for (int kind = 0; kind < costs.size(); kind++) {
                String line = costs.get(kind).line();
                if (round == numbers[2]) {
                    System.out.println(RandomEvents.KINDS.get(kind) + ": " + line);
                }
            }
        }
    }

    private static Map<String, Set<Object>> distinct(List<Map<String, Object>> events) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Map<String, Object> event : events) {
            event.forEach((field, value) -> values.computeIfAbsent(field, _ -> new LinkedHashSet<>())
                    .addAll(value instanceof List<?> list ? list : List.of(value)));
        }
        return values;
    }

    private void read(Map<String, Set<Object>> block) {
        tokens.clear();
        block.forEach((field, values) -> {
            reader.field(field);
            values.forEach(reader::value);
        });
    }

    private String line() {
        List<BlockFilter> filters = new ArrayList<>();
        long tokenCount = 0;
        long gramCount = 0;
        long reading = 0;
        long filtering = 0;
        for (Map<String, Set<Object>> block : blocks) {
            // Twice, since an encoder has just had the values in its hands.
            read(block);
            long start = cpu();
            read(block);
            long read = cpu();
            filters.add(BlockFilter.of(tokens));
            filtering += cpu() - read;
            reading += read - start;
            tokenCount += tokens.tokenCount();
            gramCount += tokens.gramCount();
        }
        long filtered = cpu();
        List<GroupFilter> groups = groups(filters);
        long grouped = cpu();
        GroupFilter merged = GroupFilter.merge(groups);
        long end = cpu();
        return String.format(
                "%.1f tokens, %.1f grams, %.0f characters an event; us/event: encode %.2f, with filters %.2f, read %.2f, filter %.2f, group %.3f, merge %.3f;"
                        + " B/event: tokens %.1f, grams %.1f; absent words that pass %.4f %%",
                tokenCount / events,
                gramCount / events,
                characters() / events,
                encoding(false),
                encoding(true),
                micros(reading),
                micros(filtering),
                micros(grouped - filtered),
                micros(end - grouped),
                merged.tokens().length / events,
                merged.grams().length / events,
                100 * falsePositives(merged));
    }

    /** CPU time of encoding all blocks, in microseconds an event; with filters or without. */
    private double encoding(boolean withFilters) {
        long bytes = 0;
        long start = cpu();
        for (List<Map<String, Object>> block : raw) {
            tokens.clear();
            bytes += BlockEncoder.encode(block, withFilters ? reader : ValueSink.NONE)
                    .data()
                    .length;
            bytes += withFilters ? BlockFilter.of(tokens).bytes().length : 0;
        }
        return bytes == 0 ? 0 : micros(cpu() - start);
    }

    private double characters() {
        return blocks.stream()
                .flatMap(block -> block.values().stream())
                .flatMap(Set::stream)
                .filter(String.class::isInstance)
                .mapToLong(value -> ((String) value).length())
                .sum();
    }

    private static List<GroupFilter> groups(List<BlockFilter> filters) {
        List<GroupFilter> groups = new ArrayList<>();
        for (int from = 0; from < filters.size(); from += GROUP) {
            groups.add(Filters.group(filters.subList(from, Math.min(from + GROUP, filters.size()))));
        }
        return groups;
    }

    private static double falsePositives(GroupFilter group) {
        long passed = 0;
        for (int i = 0; i < NEEDLES; i++) {
            GroupReading reading =
                    FilterProbe.of(new Evidence.Word("absent" + i)).in(group.shape());
            for (long word : reading.blocks(Filters.read(group, reading.tokens()), List.of())) {
                passed += Long.bitCount(word);
            }
        }
        return passed / ((double) NEEDLES * group.shape().blocks());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private double micros(long nanos) {
        return nanos / 1_000.0 / events;
    }
}
