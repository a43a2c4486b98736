package io.watchfloor.search.ingest;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogParser;
import io.watchfloor.parsers.Receipt;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.ingest.BodyReader.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes logs in: raw input to events to Kafka. */
@ApplicationScoped
public class LogIntake {
    private static final Logger LOG = Logger.getLogger(LogIntake.class);
    private static final String RETRY_SECONDS = "2";

    private final LogParser parser = new LogParser();
    private final EventPublisher publisher;
    private final IngestMetrics metrics;
    private final IngestConfig config;
    private final SourceConfig sources;
    private final Clock clock;

    LogIntake(EventPublisher publisher, IngestMetrics metrics, IngestConfig config, SourceConfig sources, Clock clock) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.config = config;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * A request body.
     *
     * @param source the value of {@code watchfloor.source}; null lets the content say: windows or app
     */
    public record Body(
            byte[] bytes,
            @Nullable String encoding,
            boolean ndjson,
            @Nullable String source) {}

    /** Takes the logs of a request; completes when Kafka has all that can be read. */
    public Uni<IngestResult> take(TenantId tenant, Body body) {
        checkSource(body.source());
        if (publisher.isFull()) {
            throw new ProblemException(CommonProblem.TOO_MANY_REQUESTS, "Too many logs are under way; send it again")
                    .header("Retry-After", "1");
        }
        return Uni.createFrom()
                .item(() -> read(tenant, body))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::send);
    }

    /** Events of syslog messages, ready to be sent. CPU work: call it on a worker. */
    List<Event> parse(List<byte[]> messages, List<Receipt> receipts) {
        List<Event> events = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            events.add(parser.syslog(messages.get(i), receipts.get(i)));
        }
        return events;
    }

    private void checkSource(@Nullable String source) {
        if (source != null && !sources.known().contains(source)) {
            throw ProblemException.invalid("?source", "unknown_source", "source must be one of " + sources.list());
        }
    }

    private record Taken(
            List<IngestResult.Item> items, List<Event> events, List<ProducerRecord<String, byte[]>> records) {}

    private Taken read(TenantId tenant, Body body) {
        byte[] bytes = Inflater.inflate(
                body.bytes(), body.encoding(), (int) config.maxBodySize().asLongValue());
        List<Item> read = BodyReader.read(bytes, body.ndjson(), config.maxItems());
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Ordinals ordinals = new Ordinals();
        Instant now = clock.instant();
        for (Item item : read) {
            switch (item) {
                case Item.Readable log ->
                    event(
                            taken,
                            log,
                            new Receipt(
                                    tenant.value(),
                                    body.source(),
                                    now,
                                    config.zone(),
                                    null,
                                    ordinals.next(log.original())));
                case Item.Unreadable error -> reject(taken, error.code(), error.message());
            }
        }
        if (taken.events().isEmpty()) {
            throw nothingReadable(taken);
        }
        return taken;
    }

    private void event(Taken taken, Item.Readable log, Receipt receipt) {
        Event event = parser.json(log.body(), new String(log.original(), StandardCharsets.UTF_8), receipt);
        ProducerRecord<String, byte[]> message = EventPublisher.message(event);
        if (message.value().length > EventPublisher.MAX_EVENT_BYTES) {
            reject(taken, "too_large", "The log is too large once parsed");
            return;
        }
        taken.items().add(new IngestResult.Item(taken.items().size(), IngestResult.Status.ACCEPTED, event.id(), null));
        taken.events().add(event);
        taken.records().add(message);
    }

    private void reject(Taken taken, String code, String message) {
        metrics.rejected(code);
        taken.items()
                .add(new IngestResult.Item(
                        taken.items().size(),
                        IngestResult.Status.REJECTED,
                        null,
                        new IngestResult.Reason(code, message)));
    }

    private static ProblemException nothingReadable(Taken taken) {
        ProblemException problem =
                new ProblemException(CommonProblem.INVALID_REQUEST, "No log of the body can be read");
        taken.items().stream().limit(100).forEach(item -> {
            if (item.error() != null) {
                problem.at("/" + item.index(), item.error().code(), item.error().message());
            }
        });
        return problem;
    }

    private Uni<IngestResult> send(Taken taken) {
        return publisher
                .publish(taken.records())
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .invoke(() -> metrics.accepted("http", taken.events()))
                .replaceWith(() -> IngestResult.of(taken.items()))
                .onFailure(e -> e instanceof KafkaException || e instanceof TimeoutException)
                .transform(LogIntake::unavailable);
    }

    private static ProblemException unavailable(Throwable cause) {
        LOG.warnf("Kafka does not take logs cause=%s", cause.toString());
        return new ProblemException(CommonProblem.UNAVAILABLE, "The logs could not be kept; send them again", cause)
                .header("Retry-After", RETRY_SECONDS);
    }
}
