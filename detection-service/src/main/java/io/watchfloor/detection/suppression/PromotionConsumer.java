package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.inbox.BatchConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives what became of matches. Needs no inbox: the same fact again changes nothing. */
@ApplicationScoped
public class PromotionConsumer {
    private final BatchConsumer batches;
    private final HitService hits;

    PromotionConsumer(BatchConsumer batches, HitService hits) {
        this.batches = batches;
        this.hits = hits;
    }

    @Incoming("suppression-hits")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return batches.consume(records, hits::take);
    }
}
