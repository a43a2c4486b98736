package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.BlockTable.Wanted;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.UUID;

/** Which events are stored already. The time is in the id, so only blocks of the same times are asked. */
final class KnownIds {
    private static final Set<String> IDS = Set.of(Event.ID);

    private KnownIds() {}

    /** The ids in all blocks that reach into the times of these events. */
    static Uni<Set<UUID>> of(BlockTable table, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        LongSummaryStatistics times =
                entries.stream().mapToLong(entry -> EventTimes.of(entry.id())).summaryStatistics();
        return table.newest(new EventTimes(times.getMin(), times.getMax(), null), null, Integer.MAX_VALUE)
                .chain(blocks -> table.supply(blocks.stream()
                                .map(block -> new Wanted(block, block.reader().frames(IDS)))
                                .toList())
                        .map(supplied -> ids(blocks)));
    }

    private static Set<UUID> ids(List<StoredBlock> blocks) {
        Set<UUID> ids = new HashSet<>();
        for (StoredBlock block : blocks) {
            for (int row = 0; row < block.reader().rows(); row++) {
                ids.add(UUID.fromString(String.valueOf(block.reader().value(Event.ID, row))));
            }
        }
        return ids;
    }
}
