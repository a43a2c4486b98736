package io.watchfloor.platform.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.outbox.KafkaSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/**
 * Hands a polled batch to its handler and says when its offsets may be committed. A passing failure (database or broker
 * away) is retried for ever with back-off; any other failure is narrowed down to single messages, each tried
 * {@value #TRIES} times and then sent to the dead-letter topic with its cause, so that one bad message never stops the
 * rest.
 */
@ApplicationScoped
public class BatchConsumer {
    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KafkaSender sender;

    BatchConsumer(KafkaSender sender) {
        this.sender = sender;
    }

    /** Completes when every record took effect or is in the dead-letter topic. */
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records, Function<List<Delivery>, Uni<Void>> handler) {
        List<Delivery> readable = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : records) {
            try {
                readable.add(delivery(message));
            } catch (RuntimeException e) {
                unreadable.add(deadLetter(message.topic(), message.key(), message.value(), message.headers(), e));
            }
        }
        return forEver(() -> sender.sendAll(unreadable)).chain(() -> whole(readable, handler));
    }

    private Uni<Void> whole(List<Delivery> deliveries, Function<List<Delivery>, Uni<Void>> handler) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return forEver(() -> handler.apply(deliveries))
                .onFailure()
                .recoverWithUni(e -> Multi.createFrom()
                        .iterable(deliveries)
                        .onItem()
                        .transformToUniAndConcatenate(delivery -> single(delivery, handler))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> single(Delivery delivery, Function<List<Delivery>, Uni<Void>> handler) {
        return forEver(() -> handler.apply(List.of(delivery)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(TRIES - 1)
                .onFailure()
                .recoverWithUni(e -> bury(delivery, e.getCause() == null ? e : e.getCause()));
    }

    private Uni<Void> bury(Delivery delivery, Throwable cause) {
        LOG.errorf(
                cause,
                "Message sent to the dead-letter topic topic=%s partition=%d offset=%d ce_id=%s",
                delivery.topic(),
                delivery.partition(),
                delivery.offset(),
                delivery.envelope().id());
        var letter = deadLetter(
                delivery.topic(),
                delivery.envelope().subject(),
                delivery.body(),
                delivery.envelope().headers(),
                cause);
        return forEver(() -> sender.sendAll(List.of(letter)));
    }

    private static Uni<Void> forEver(java.util.function.Supplier<Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(PassingFailure::isPassing)
                .invoke(e -> LOG.warnf("A needed part is away, retrying cause=%s", e.toString()))
                .onFailure(PassingFailure::isPassing)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Delivery delivery(ConsumerRecord<String, byte[]> message) {
        return new Delivery(
                Envelope.read(message.headers()),
                message.value(),
                message.topic(),
                message.partition(),
                message.offset());
    }

    private static ProducerRecord<String, byte[]> deadLetter(
            String topic, String key, byte[] body, Headers headers, Throwable cause) {
        Headers marked = new RecordHeaders(headers);
        marked.add("watchfloor-dlq-topic", topic.getBytes(StandardCharsets.UTF_8));
        marked.add("watchfloor-dlq-attempts", Integer.toString(TRIES).getBytes(StandardCharsets.UTF_8));
        marked.add("watchfloor-dlq-cause", cause.toString().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(Topics.deadLetter(topic), null, key, body, marked);
    }
}
