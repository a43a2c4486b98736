package io.watchfloor.detection.stream;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.ActiveRules;
import io.watchfloor.detection.rule.TenantRules;
import io.watchfloor.platform.outbox.KafkaConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the topology once the rules are known and its topics exist, and stops it with the service. A thread that fails
 * is replaced: what it had not committed is read again.
 */
@ApplicationScoped
public class StreamLifecycle {
    private static final Logger LOG = Logger.getLogger(StreamLifecycle.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final List<String> NEEDED = List.of(Topics.EVENTS, Topics.MATCHES, Topics.deadLetter(Topics.EVENTS));

    private final StreamConfig config;
    private final KafkaConfig kafka;
    private final ActiveRules rules;
    private final StreamCounters counters;
    private final StreamWitness witness;
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean stopping;
    private volatile boolean ran;

    StreamLifecycle(
            StreamConfig config, KafkaConfig kafka, ActiveRules rules, StreamCounters counters, StreamWitness witness) {
        this.config = config;
        this.kafka = kafka;
        this.rules = rules;
        this.counters = counters;
        this.witness = witness;
    }

    /**
     * Whether events are being matched, or will be without anybody's help: running, or, after having run once, while
     * partitions move between instances.
     */
    boolean isReady() {
        KafkaStreams.State state = state();
        return state == KafkaStreams.State.RUNNING || (ran && state == KafkaStreams.State.REBALANCING);
    }

    KafkaStreams.State state() {
        KafkaStreams now = streams;
        return now == null ? KafkaStreams.State.CREATED : now.state();
    }

    @Scheduled(
            every = "1s",
            identity = "stream-start",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> ensureStarted() {
        if (streams != null || stopping || !rules.isLoaded()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(this::start)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(e -> LOG.warnf("Stream not started, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private synchronized boolean start() {
        int partitions = streams != null || stopping ? 0 : partitions();
        if (partitions == 0) {
            return false;
        }
        // Asked for every event: past the proxies of the container.
        StreamSetting setting =
                new StreamSetting(config, partitions, ClientProxy.unwrap(counters), ClientProxy.unwrap(witness));
        Topology topology = StreamTopology.of(active(), Stores::persistentKeyValueStore, setting);
        KafkaStreams created = new KafkaStreams(topology, properties(), new LedgerClients(witness));
        created.setUncaughtExceptionHandler(failure -> {
            LOG.errorf(failure, "Stream thread failed and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        created.setStateListener((now, before) -> {
            LOG.infof("Stream state changed from=%s to=%s", before, now);
            ran = ran || now == KafkaStreams.State.RUNNING;
        });
        created.start();
        streams = created;
        return true;
    }

    private StreamRules active() {
        ActiveRules direct = ClientProxy.unwrap(rules);
        return new StreamRules() {
            @Override
            public TenantRules of(String tenant) {
                return direct.of(tenant);
            }

            @Override
            public boolean waits() {
                return direct.waits();
            }
        };
    }

    /** Of the events topic; 0 as long as not all topics are there. */
    private int partitions() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000))) {
            if (!admin.listTopics()
                    .names()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .containsAll(NEEDED)) {
                return 0;
            }
            Map<String, TopicDescription> described = admin.describeTopics(List.of(Topics.EVENTS))
                    .allTopicNames()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return described.values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    @PreDestroy
    synchronized void close() {
        stopping = true;
        KafkaStreams running = streams;
        if (running != null && !running.close(CLOSE)) {
            LOG.warnf("Stream did not stop in time, the rest is read again seconds=%d", CLOSE.toSeconds());
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksSettings.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(config.sessionTimeout().toMillis()));
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(config.sessionTimeout().toMillis() / 3));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 * 1024 * 1024);
        // A member that stops says so; else its partitions would wait for the session to time out.
        properties.put("internal.leave.group.on.close", true);
        return properties;
    }
}
