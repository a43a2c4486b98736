package io.watchfloor.cases.alert;

import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What other services hear. */
final class Announcements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Announcements() {}

    /** The types of an alert's messages, in order, once there are so many. */
    static List<String> ofAlert(String id, int count) {
        return types(Topics.ALERTS, id, count);
    }

    static List<String> ofCase(String id, int count) {
        return types(Topics.CASES, id, count);
    }

    private static List<String> types(String topic, String id, int count) {
        return of(KafkaProbe.read(topic, PATIENCE, records -> of(records, id).size() >= count), id).stream()
                .map(message -> header(message, "ce_type"))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> of(List<ConsumerRecord<String, byte[]>> records, String id) {
        return records.stream()
                .filter(message -> id.equals(header(message, "ce_subject")))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
