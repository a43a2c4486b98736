package io.watchfloor.systemtest;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes events of one tenant into the events topic, whoever reads it or not, and knows which the broker has acknowledged. Some are sent
 * twice, and some are of {@link #EXPIRED}.
 */
final class EventFeed implements AutoCloseable {
    /** The dataset of events that are {@value #EXPIRED_DAYS} days old, all of one source. */
    static final String EXPIRED = "zeek.expired";

    static final int EXPIRED_DAYS = 30;

    private static final int PER_TICK = 20;
    private static final Duration TICK = Duration.ofMillis(50);
    private static final List<String> DATASETS = List.of("syslog.auth", "syslog.kernel", "zeek.conn", EXPIRED);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private final List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
    private final KafkaProducer<String, byte[]> producer;
    private final String tenant;
    private final Random random;
    private int number;

    EventFeed(String bootstrapServers, String tenant, long seed) {
        this.tenant = tenant;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    String tenant() {
        return tenant;
    }

    void start() {
        var unused = clock.scheduleAtFixedRate(this::some, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the flow; all that was sent is acknowledged when this returns. */
    void stop() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the feed does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        producer.flush();
    }

    /** Ids of acknowledged events that are to be found for ever. */
    Set<String> kept() {
        return Set.copyOf(kept);
    }

    /** By partition, the offset behind the last acknowledged event. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    /** Ids of acknowledged events that are to be dropped. */
    Set<String> expired() {
        return Set.copyOf(expired);
    }

    private void some() {
        for (int i = 0; i < PER_TICK; i++) {
            String dataset = DATASETS.get(random.nextInt(DATASETS.size()));
            send(dataset, time(dataset));
        }
        if (!again.isEmpty() && random.nextInt(4) == 0) {
            again.forEach(producer::send);
            again.clear();
        }
    }

    /** Most are of the present, some late; those that expire are long expired. */
    private Instant time(String dataset) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (dataset.equals(EXPIRED)) {
            return now.minus(Duration.ofDays(EXPIRED_DAYS)).minusSeconds(random.nextInt(7_200));
        }
        return random.nextInt(20) == 0 ? now.minusSeconds(random.nextInt(400_000)) : now;
    }

    private void send(String dataset, Instant time) {
        int own = number++;
        String id = new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | own).toString();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(Event.ID, id);
        event.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        event.put(Event.TENANT, tenant);
        event.put(Event.SOURCE, dataset.substring(0, dataset.indexOf('.')));
        event.put("event.dataset", dataset);
        event.put("host.name", "h" + own % 7);
        event.put("user.name", "user" + random.nextInt(50));
        event.put("event.sequence", own);
        event.put("message", "event number " + own + " of " + random.nextLong());
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.EVENTS, null, tenant + "|h" + own % 7, ContractJson.write(event));
        headers(id).forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(message, (sent, failure) -> acknowledge(dataset, id, sent, failure));
        if (own % 50 == 0) {
            again.add(message);
        }
    }

    private void acknowledge(String dataset, String id, RecordMetadata sent, Exception failure) {
        if (failure == null) {
            next.merge(sent.partition(), sent.offset() + 1, Math::max);
            (dataset.equals(EXPIRED) ? expired : kept).add(id);
        }
    }

    private Map<String, String> headers(String id) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/soc/test",
                "ce_type", "soc.event.ingested.v1",
                "ce_subject", id,
                "ce_time", "2026-01-01T00:00:00.000Z",
                "ce_tenantid", tenant);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
