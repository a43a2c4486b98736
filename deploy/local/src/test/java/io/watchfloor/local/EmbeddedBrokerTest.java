package io.watchfloor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        EmbeddedBroker.stopAny(directory);
    }

    @Test
    void theLogIsFormattedOnceAndAcknowledgedRecordsSurviveAKill() throws Exception {
        EmbeddedBroker.Config config = new EmbeddedBroker.Config(directory, Ports.free(), Ports.free());
        EmbeddedBroker broker = EmbeddedBroker.start(config);
        broker.createTopics();
        String cluster = Files.readString(directory.resolve("log/meta.properties"));
        send(broker, "kept");
        broker.kill();

        List<String> notices = new ArrayList<>();
        try (EmbeddedBroker again = EmbeddedBroker.start(config, notices::add)) {
            again.createTopics();
            assertThat(Files.readString(directory.resolve("log/meta.properties")))
                    .isEqualTo(cluster);
            assertThat(read(again)).containsExactly("kept");

            assertThat(EmbeddedBroker.stopAny(directory)).isTrue();
            assertThat(again.alive()).isFalse();
        }
        assertThat(notices).isEmpty();
    }

    private static void send(EmbeddedBroker broker, String value) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "compression.type", "lz4");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.EVENTS, 3, "key", value)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Topics.EVENTS, 3)));
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 20 && values.isEmpty(); i++) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(found.value());
                }
            }
            return values;
        }
    }
}
