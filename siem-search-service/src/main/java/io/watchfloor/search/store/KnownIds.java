package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.CorruptBlockException;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.BlockTable.Wanted;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Which events are stored already. The time is in the id, so only blocks of the same times and sources are asked. */
final class KnownIds {
    private static final Logger LOG = Logger.getLogger(KnownIds.class);
    private static final Set<String> IDS = Set.of(Event.ID);
    /** Events further apart are asked for apart: one that comes late must not ask for all blocks between. */
    private static final long GAP = 600_000;

    private static final long DAY = 86_400_000;

    private KnownIds() {}

    /** Times that are looked at together, milliseconds since 1970, both included, of one day. */
    record Stretch(long first, long last) {
        /** No block with events of a day reaches behind it. */
        long endOfDay() {
            return (last / DAY + 1) * DAY - 1;
        }
    }

    /** Those of the events that are stored. */
    static Uni<Set<UUID>> of(BlockTable table, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        // Blocks of several sources are of none.
        String[] sources = Stream.concat(Stream.of(""), entries.stream().map(Entry::source))
                .distinct()
                .toArray(String[]::new);
        return table.blocksOf(stretches(entries), sources)
                .chain(blocks -> ids(table, blocks).map(ids -> known(entries, blocks, ids)));
    }

    static List<Stretch> stretches(List<Entry> entries) {
        long[] times = entries.stream()
                .mapToLong(entry -> EventTimes.of(entry.id()))
                .sorted()
                .toArray();
        List<Stretch> stretches = new ArrayList<>();
        long first = times[0];
        for (int i = 1; i <= times.length; i++) {
            boolean ends = i == times.length || times[i] - times[i - 1] > GAP || times[i] / DAY != first / DAY;
            if (ends) {
                stretches.add(new Stretch(first, times[i - 1]));
                first = i == times.length ? first : times[i];
            }
        }
        return stretches;
    }

    private static Set<UUID> known(List<Entry> entries, List<BlockEntry> blocks, Map<Long, EventIds> ids) {
        Set<UUID> known = new HashSet<>();
        for (BlockEntry block : blocks) {
            EventIds of = ids.get(block.id());
            if (of != null) {
                entries.stream()
                        .map(Entry::id)
                        .filter(id -> EventTimes.of(id) >= block.minTime() && EventTimes.of(id) <= block.maxTime())
                        .filter(of::has)
                        .forEach(known::add);
            }
        }
        return known;
    }

    /** By block; a block that cannot be read does not keep others' events from being stored. */
    private static Uni<Map<Long, EventIds>> ids(BlockTable table, List<BlockEntry> blocks) {
        Map<Long, EventIds> ids = new HashMap<>();
        List<BlockEntry> missing = new ArrayList<>();
        for (BlockEntry block : blocks) {
            EventIds known = table.ids(block.id());
            if (known == null) {
                missing.add(block);
            } else {
                ids.put(block.id(), known);
            }
        }
        return table.open(missing)
                .chain(opened -> table.supply(opened.stream()
                                .map(block -> new Wanted(block, block.reader().frames(IDS)))
                                .toList())
                        .invoke(() -> opened.forEach(block -> ids.put(block.id(), ids(block)))))
                .invoke(() -> missing.forEach(block -> table.keep(block.id(), ids.get(block.id()))))
                .onFailure(CorruptBlockException.class)
                .invoke(e -> LOG.errorf("A block cannot be read, duplicates are not seen cause=%s", e.getMessage()))
                .onFailure(CorruptBlockException.class)
                .recoverWithNull()
                .replaceWith(ids);
    }

    private static EventIds ids(StoredBlock block) {
        return EventIds.of(IntStream.range(0, block.reader().rows())
                .mapToObj(row -> block.reader().uuid(Event.ID, row))
                .filter(Objects::nonNull));
    }
}
