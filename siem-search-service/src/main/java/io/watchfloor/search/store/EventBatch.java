package io.watchfloor.search.store;

import io.watchfloor.blocks.RowSource;
import io.watchfloor.platform.identity.TenantId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Events of one topic, in the order of each partition.
 *
 * @param next by partition, the offset after the last message of the batch, also of one that is not stored
 * @param rows the events, {@link Entry#row} says which is which
 */
public record EventBatch(String topic, List<Entry> entries, Map<Integer, Long> next, RowSource rows) {
    public EventBatch {
        entries = List.copyOf(entries);
        next = Collections.unmodifiableMap(new TreeMap<>(next));
    }

    /** By tenant, in the order of their names, the events that are not stored yet. */
    public Map<TenantId, List<Entry>> fresh(Map<Integer, Long> nextOffsets) {
        return entries.stream()
                .filter(entry -> entry.offset() >= nextOffsets.getOrDefault(entry.partition(), 0L))
                .collect(Collectors.groupingBy(
                        Entry::tenant,
                        () -> new TreeMap<>(Comparator.comparing(TenantId::value)),
                        Collectors.toList()));
    }

    /**
     * One event.
     *
     * @param source {@code watchfloor.source}
     * @param body the event as JSON, as it is in the topic
     * @param row its number in {@link EventBatch#rows}
     */
    public record Entry(TenantId tenant, UUID id, String source, int partition, long offset, byte[] body, int row) {
        /** The source of events that do not say theirs. */
        public static final String NO_SOURCE = "app";
    }
}
