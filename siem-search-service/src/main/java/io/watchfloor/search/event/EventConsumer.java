package io.watchfloor.search.event;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.inbox.BatchConsumer;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.search.store.BatchReader;
import io.watchfloor.search.store.EventBatch;
import io.watchfloor.search.store.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Puts the events topic into the store, canaries aside: they are no events that happened. The store's ledger, not the committed offset, decides what is new. */
@ApplicationScoped
public class EventConsumer {
    private final BatchConsumer batches;
    private final EventStore store;

    EventConsumer(BatchConsumer batches, EventStore store) {
        this.batches = batches;
        this.store = store;
    }

    /** Completes, and so commits the offsets, once the events are stored or in the dead-letter topic. */
    @Incoming("events")
    public Uni<Void> index(ConsumerRecords<String, byte[]> records) {
        return batches.consume(records, this::append);
    }

    private Uni<Void> append(List<Delivery> deliveries) {
        return Uni.createFrom()
                .item(() -> batch(deliveries))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(store::append);
    }

    private static EventBatch batch(List<Delivery> deliveries) {
        Map<Integer, Long> next = new TreeMap<>();
        deliveries.forEach(delivery -> next.merge(delivery.partition(), delivery.offset() + 1, Math::max));
        BatchReader reader = new BatchReader(Topics.EVENTS);
        deliveries.stream()
                .filter(delivery -> !delivery.envelope().type().equals(Event.CANARY_TYPE))
                .forEach(delivery -> reader.read(
                        delivery.envelope().tenant(), delivery.partition(), delivery.offset(), delivery.body()));
        return reader.batch(next);
    }
}
