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
import java.util.ArrayList;
import java.util.List;
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
     * @param source the value of {@code watchfloor.source}; null lets each log say
     */
    record Body(
            byte[] bytes,
            @Nullable String encoding,
            BodyType type,
            @Nullable String source) {}

    /** Takes the logs of a request; completes when Kafka has all that can be read. */
    Uni<IngestResult> take(TenantId tenant, Body body) {
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

    private TakenLogs read(TenantId tenant, Body body) {
        byte[] bytes = Inflater.inflate(
                body.bytes(), body.encoding(), (int) config.maxBodySize().asLongValue());
        Arrival arrival = new Arrival(tenant, body.source(), clock.instant(), config.zone(), new Ordinals());
        TakenLogs taken = new TakenLogs(config.maxItems(), metrics);
        switch (body.type().form()) {
            case JSON -> objects(BodyReader.json(bytes, config.maxItems()), arrival, taken);
            case NDJSON -> objects(BodyReader.ndjson(bytes, config.maxItems()), arrival, taken);
            case TEXT -> TextBody.read(bytes, body.type().charset(), arrival.lines(), taken);
        }
        taken.requireSome();
        return taken;
    }

    private void objects(List<Item> items, Arrival arrival, TakenLogs taken) {
        for (Item item : items) {
            switch (item) {
                case Item.Readable log ->
                    taken.take(parser.json(
                            log.body(),
                            new String(log.original(), StandardCharsets.UTF_8),
                            arrival.receipt(log.original())));
                case Item.Unreadable error -> taken.reject(error.code(), error.message());
            }
        }
    }

    private Uni<IngestResult> send(TakenLogs taken) {
        return publisher
                .publish(taken.records())
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .invoke(() -> metrics.accepted("http", taken.events()))
                .replaceWith(taken::result)
                .onFailure(e -> e instanceof KafkaException || e instanceof TimeoutException)
                .transform(LogIntake::unavailable);
    }

    private static ProblemException unavailable(Throwable cause) {
        LOG.warnf("Kafka does not take logs cause=%s", cause.toString());
        return new ProblemException(CommonProblem.UNAVAILABLE, "The logs could not be kept; send them again", cause)
                .header("Retry-After", RETRY_SECONDS);
    }
}
