package io.watchfloor.promotion.match;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.inbox.BatchConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives matches. */
@ApplicationScoped
public class MatchConsumer {
    private final BatchConsumer batches;
    private final MatchService service;

    MatchConsumer(BatchConsumer batches, MatchService service) {
        this.batches = batches;
        this.service = service;
    }

    @Incoming("matches")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return batches.consume(records, service::promote);
    }
}
