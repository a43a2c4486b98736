package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The stream's Kafka clients. Its consumer writes the coverage ledger before it commits offsets: Kafka Streams commits
 * after it has flushed what it sends, and has no other hook between the two.
 */
final class LedgerClients implements KafkaClientSupplier {
    private final StreamWitness witness;

    LedgerClients(StreamWitness witness) {
        this.witness = witness;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = plain(config);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                LedgerClients.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, given) -> call(consumer, method, given));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Object call(Consumer<byte[], byte[]> consumer, Method method, Object[] given) throws Throwable {
        if (method.getName().equals("commitSync") && given != null && given[0] instanceof Map<?, ?> offsets) {
            witness.committing(ofEvents(offsets));
        }
        try {
            return method.invoke(consumer, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<Integer> ofEvents(Map<?, ?> offsets) {
        return offsets.keySet().stream()
                .map(TopicPartition.class::cast)
                .filter(partition -> partition.topic().equals(Topics.EVENTS))
                .map(TopicPartition::partition)
                .toList();
    }
}
