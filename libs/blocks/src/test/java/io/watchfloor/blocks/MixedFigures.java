package io.watchfloor.blocks;

import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.BlockTokens;
import io.watchfloor.blocks.filter.EventTokens;
import io.watchfloor.blocks.filter.FilterProbe;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Prints what blocks of {@link MixedEvents} cost, median CPU time of one thread in microseconds a block. Not a test; arguments: rows of a
 * block, blocks, rounds.
 */
final class MixedFigures {
    private static final List<String> QUERIES = List.of(
            "needle",
            "\"operation 17\"",
            "user.name:user17",
            "source.ip:10.20.3.0/24",
            "source.ip:10.20.3.17",
            "related.ip:10.20.3.17",
            "event.id:01a1f7d4-0000-7000-8000-000000000000",
            "shared3.field3:\"01a1f7d4-0000-7000-8000-000000000000\"",
            "event.ingested:[2026-11-20 TO 2026-11-21]",
            "message:*mimikatz*",
            "NOT event.severity:50");

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final List<List<Map<String, Object>>> events = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private long used;

    private MixedFigures(int rows, int count) {
        MixedEvents made = new MixedEvents(1);
        for (int i = 0; i < count; i++) {
            events.add(made.events(rows));
            blocks.add(BlockEncoder.encode(events.getLast()));
        }
    }

    public static void main(String[] arguments) {
        int[] numbers = {1_000, 40, 30};
        for (int i = 0; i < arguments.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        MixedFigures mixed = new MixedFigures(numbers[0], numbers[1]);
        for (int round = 0; round < numbers[2]; round++) {
            mixed.round();
        }
        mixed.print(numbers[0]);
    }

    private void round() {
        if (!Boolean.getBoolean("skip.encode")) {
            encode();
        }
        measure(
                "Directory.read",
                blocks,
                block -> used += Directory.read(block.directory()).rows());
        frames();
        rebuild();
        QUERIES.forEach(this::select);
    }

    private void encode() {
        measure("encode", events, list -> used += BlockEncoder.encode(list).rows());
        BlockTokens tokens = new BlockTokens();
        EventTokens sink = new EventTokens(tokens);
        List<BlockFilter> filters = new ArrayList<>();
        measure("encode with filter", events, list -> {
            tokens.clear();
            used += BlockEncoder.encode(list, sink).rows();
            filters.add(BlockFilter.of(tokens));
        });
        FilterProbe probe =
                FilterProbe.of(Evidence.of(QueryParser.parse("user17 AND \"operation 17\""), Instant.EPOCH));
        measure("FilterProbe.mayMatch", filters, filter -> used += probe.mayMatch(filter) ? 1 : 0);
    }

    private void frames() {
        List<BlockReader> readers = unread();
        measure(
                "frames of 3 fields",
                readers,
                reader -> used += reader.frames(Set.of("user.name", "source.ip", "unknown")).length);
        measure("frames of any field", readers, reader -> used += reader.frames(Set.of(Query.ANY_FIELD)).length);
        measure("frames of a row", readers, reader -> used += reader.frames(new int[] {reader.rows() / 2}).length);
        int[] rows = IntStream.range(0, 10).toArray();
        measure("frames of 10 rows", readers, reader -> used += reader.frames(rows).length);
    }

    private void rebuild() {
        for (int count : new int[] {1, 10, 100}) {
            List<BlockReader> readers = supplied();
            int[] rows = IntStream.range(0, count).map(i -> i * 7 + 3).toArray();
            measure(
                    count + " events, cold",
                    readers,
                    reader -> used += reader.events(rows).size());
            measure(
                    count + " events, again",
                    readers,
                    reader -> used += reader.events(rows).size());
        }
        List<BlockReader> readers = supplied();
        measure("10 events one by one, cold", readers, reader -> {
            for (int row = 0; row < 10; row++) {
                used += reader.events(new int[] {row * 7 + 3}).size();
            }
        });
    }

    private void select(String text) {
        CompiledQuery query = CompiledQuery.of(QueryParser.parse(text));
        List<BlockReader> readers = supplied();
        measure(text + ", cold", readers, reader -> used += query.select(reader).length);
        measure(text + ", again", readers, reader -> used += query.select(reader).length);
    }

    private List<BlockReader> unread() {
        return blocks.stream()
                .map(block -> new BlockReader(Directory.read(block.directory())))
                .toList();
    }

    private List<BlockReader> supplied() {
        return blocks.stream().map(Events::reader).toList();
    }

    private <T> void measure(String name, List<T> items, Consumer<T> work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        items.forEach(work);
        double nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(nanos / 1_000 / items.size());
    }

    private void print(int rows) {
        Directory directory = Directory.read(blocks.getFirst().directory());
        System.out.printf(
                "%d rows, %d columns, %d frames, directory %d bytes, data %d bytes, estimate of memory %d (%d)%n",
                rows,
                directory.columns().size(),
                directory.frames().size(),
                blocks.getFirst().directory().length,
                blocks.getFirst().data().length,
                supplied().getFirst().memory(),
                used);
        figures.forEach((name, all) -> {
            List<Double> last =
                    all.subList(all.size() / 2, all.size()).stream().sorted().toList();
            System.out.printf("%-60s %9.1f us a block%n", name, last.get(last.size() / 2));
        });
    }
}
