package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Syslog messages to events to Kafka. Syslog has no way to say no, so a flow waits until Kafka has taken it. */
@ApplicationScoped
class SyslogFlow {
    private static final Logger LOG = Logger.getLogger(SyslogFlow.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final LogIntake intake;
    private final EventPublisher publisher;
    private final IngestMetrics metrics;
    private final Clock clock;

    SyslogFlow(LogIntake intake, EventPublisher publisher, IngestMetrics metrics, Clock clock) {
        this.intake = intake;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
    }

    boolean isFull() {
        return publisher.isFull();
    }

    IngestMetrics metrics() {
        return metrics;
    }

    /** How one message arrives at a listener; {@code peer} is the sender's address. */
    Receipt receipt(SyslogConfig.Listener listener, @Nullable String peer, int ordinal) {
        Instant now = clock.instant();
        return new Receipt(listener.tenant(), listener.source().orElse(null), now, listener.zone(), peer, ordinal);
    }

    /**
     * Completes when Kafka has the messages; while Kafka is away it goes on trying.
     *
     * @param via tcp or udp
     */
    Uni<Void> take(String via, List<byte[]> messages, List<Receipt> receipts) {
        List<byte[]> raw = List.copyOf(messages);
        List<Receipt> received = new ArrayList<>(receipts);
        return Uni.createFrom()
                .item(() -> intake.parse(raw, received))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(events -> send(via, events));
    }

    private Uni<Void> send(String via, List<Event> events) {
        return publisher
                .publish(events.stream().map(EventPublisher::message).toList())
                .onFailure()
                .invoke(e -> LOG.warnf("Kafka does not take syslog messages, retrying cause=%s", e.toString()))
                .onFailure(e -> !(e instanceof RecordTooLargeException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(() -> metrics.accepted(via, events));
    }
}
