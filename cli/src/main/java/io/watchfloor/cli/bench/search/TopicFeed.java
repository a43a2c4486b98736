package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.corpus.CorpusEvent;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts events into their topic as the ingest of the search service does: the same key, the same envelope. */
final class TopicFeed implements AutoCloseable {
    /** Events that are made side by side before they are sent in order. */
    private static final int STRETCH = 4_000;

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final String time = ContractJson.MILLIS.format(Clock.systemUTC().instant());

    TopicFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "batch.size",
                        262_144,
                        "max.request.size",
                        4_000_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns when Kafka has all. */
    void publish(Corpus corpus, long from, long to, Progress progress) {
        for (long at = from; at < to; at += STRETCH) {
            LongStream.range(at, Math.min(to, at + STRETCH))
                    .parallel()
                    .mapToObj(corpus::event)
                    .map(this::message)
                    .sequential()
                    .toList()
                    .forEach(this::send);
            progress.step("published", Math.min(to, at + STRETCH) - from, to - from);
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new CommandException("Kafka did not take all events: " + failed, failed);
        }
    }

    private void send(ProducerRecord<String, byte[]> message) {
        var unused = producer.send(message, (sent, problem) -> {
            if (problem != null) {
                failure.set(problem);
            }
        });
    }

    private ProducerRecord<String, byte[]> message(CorpusEvent event) {
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("ce_specversion", "1.0");
        envelope.put("ce_id", event.id());
        envelope.put("ce_source", "/soc/siem-search-service");
        envelope.put("ce_type", "soc.event.ingested.v1");
        envelope.put("ce_subject", event.id());
        envelope.put("ce_time", time);
        envelope.put("ce_tenantid", event.tenant());
        envelope.put("content-type", "application/json");
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.EVENTS, event.tenant() + "|" + event.host(), event.json());
        envelope.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    @Override
    public void close() {
        producer.close();
    }
}
