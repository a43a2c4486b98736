package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.KafkaSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends events to their topic. Done means that Kafka has them on all replicas. */
@ApplicationScoped
class EventPublisher {
    /** JSON bytes of one event; under what the sender and the broker take. */
    static final int MAX_EVENT_BYTES = 3_500_000;

    private static final String SOURCE = "/soc/siem-search-service";
    private static final String TYPE = "soc.event.ingested.v1";

    private final KafkaSender sender;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    EventPublisher(KafkaSender sender, IngestConfig config) {
        this.sender = sender;
        this.maxInFlight = config.maxInFlight();
    }

    /** Whether more events are under way than should be. */
    boolean isFull() {
        return inFlight.get() >= maxInFlight;
    }

    /** Sends the records in order. */
    Uni<Void> publish(List<ProducerRecord<String, byte[]>> records) {
        return Uni.createFrom()
                .deferred(() -> {
                    inFlight.addAndGet(records.size());
                    return sender.sendAll(records);
                })
                .onTermination()
                .invoke(() -> inFlight.addAndGet(-records.size()));
    }

    /** The record of an event: its key keeps the events of a host in order, and those of no host apart. */
    static ProducerRecord<String, byte[]> message(Event event) {
        String host = Objects.requireNonNullElse(event.text("host.name"), event.id());
        Envelope envelope = Envelope.of(
                event.id(),
                SOURCE,
                TYPE,
                event.id(),
                Instant.parse(Objects.requireNonNull(event.text(Event.INGESTED))),
                new TenantId(event.tenant()));
        return new ProducerRecord<>(
                Topics.EVENTS, null, event.tenant() + "|" + host, ContractJson.write(event), envelope.headers());
    }
}
