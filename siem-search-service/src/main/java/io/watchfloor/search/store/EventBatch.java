package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import java.util.List;
import java.util.UUID;

/** Events of one topic, in the order of each partition. */
public record EventBatch(String topic, List<Entry> entries) {
    public EventBatch {
        entries = List.copyOf(entries);
    }

    /**
     * One event.
     *
     * @param source {@code watchfloor.source}
     * @param body the event as JSON, as it is in the topic
     */
    public record Entry(TenantId tenant, UUID id, String source, int partition, long offset, byte[] body) {}
}
