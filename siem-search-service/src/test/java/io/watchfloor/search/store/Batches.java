package io.watchfloor.search.store;

import java.util.List;
import java.util.Map;

/** Batches as they come from the topic. */
public final class Batches {
    private Batches() {}

    /** Of entries wherever they were in other batches, read again from their bodies. */
    public static EventBatch of(String topic, List<EventBatch.Entry> entries, Map<Integer, Long> next) {
        BatchReader reader = new BatchReader(topic);
        entries.forEach(entry -> reader.read(entry.tenant(), entry.partition(), entry.offset(), entry.body()));
        return reader.batch(next);
    }
}
