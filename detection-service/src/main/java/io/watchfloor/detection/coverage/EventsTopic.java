package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.outbox.KafkaConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Places in the events topic by time, as the broker knows them. */
@ApplicationScoped
public class EventsTopic {
    private static final int TIMEOUT_MS = 5_000;

    private final KafkaConfig kafka;
    private @Nullable Admin admin;

    EventsTopic(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /** The first offset of each partition whose record was sent at this time or later; the end where there is none. */
    Uni<Map<Integer, Long>> at(Instant time) {
        // The ends first: what arrives between the two questions is then after the mark, not before it.
        return partitions()
                .chain(partitions -> offsets(partitions, OffsetSpec.latest())
                        .chain(ends -> offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()))
                                .map(found -> mark(ends, found))))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Map<Integer, Long> mark(
            Map<TopicPartition, ListOffsetsResultInfo> ends, Map<TopicPartition, ListOffsetsResultInfo> found) {
        Map<Integer, Long> mark = new TreeMap<>();
        ends.forEach((partition, end) -> {
            ListOffsetsResultInfo first = found.get(partition);
            mark.put(partition.partition(), first == null || first.offset() < 0 ? end.offset() : first.offset());
        });
        return mark;
    }

    private Uni<List<TopicPartition>> partitions() {
        return asked(() -> admin().describeTopics(List.of(Topics.EVENTS)).allTopicNames())
                .map(topics -> topics.values().iterator().next().partitions())
                .map(partitions -> IntStream.range(0, partitions.size())
                        .mapToObj(partition -> new TopicPartition(Topics.EVENTS, partition))
                        .toList());
    }

    private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        return asked(() -> admin().listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                .all());
    }

    private static <T> Uni<T> asked(Supplier<KafkaFuture<T>> question) {
        return Uni.createFrom().completionStage(() -> question.get().toCompletionStage());
    }

    private synchronized Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    kafka.bootstrapServers(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MS));
            admin = made;
        }
        return made;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
