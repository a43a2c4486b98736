package io.watchfloor.detection.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.TenantRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, which commits after each record; so with stores in memory. Rules of any tenants. */
public final class StreamHarness implements AutoCloseable {
    record Settings(int maxHitsPerGroup) implements StreamConfig {
        static final int MAX_GROUPS = 50;

        @Override
        public int maxGroups() {
            return MAX_GROUPS;
        }

        @Override
        public String applicationId() {
            return "stream-test";
        }

        @Override
        public String stateDir() {
            return "";
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration lateness() {
            return Duration.ofHours(24);
        }

        @Override
        public Duration waitForLate() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration expiryInterval() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration sessionTimeout() {
            return Duration.ofSeconds(10);
        }
    }

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    private Instant now;
    private final TestInputTopic<String, byte[]> events;
    private final TestOutputTopic<String, byte[]> matches;
    private final TestOutputTopic<String, byte[]> deadLetters;

    public StreamHarness(Path state, int maxHits, Rule... rules) {
        this(state, maxHits, Instant.parse("2026-03-02T09:00:00Z"), rules);
    }

    /** @param now where the clock stands; it goes on with {@link #sendAt} and {@link #clockTo} only */
    public StreamHarness(Path state, int maxHits, Instant now, Rule... rules) {
        this.now = now;
        Map<String, TenantRules> byTenant = Stream.of(rules)
                .map(ActiveRule::of)
                .collect(Collectors.groupingBy(
                        rule -> rule.rule().tenant().value(),
                        Collectors.collectingAndThen(Collectors.toList(), TenantRules::new)));
        TenantRules none = new TenantRules(List.of());
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "stream-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(
                StreamTopology.of(
                        new StreamRules() {
                            @Override
                            public TenantRules of(String tenant) {
                                return byTenant.getOrDefault(tenant, none);
                            }

                            @Override
                            public boolean waits() {
                                return byTenant.values().stream().anyMatch(TenantRules::waits);
                            }
                        },
                        Stores::inMemoryKeyValueStore,
                        new StreamSetting(new Settings(maxHits), 1, new StreamCounters(metrics), StreamObserver.NONE)),
                properties,
                now);
        events = driver.createInputTopic(Topics.EVENTS, new StringSerializer(), new ByteArraySerializer());
        matches = driver.createOutputTopic(Topics.MATCHES, new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.deadLetter(Topics.EVENTS), new StringDeserializer(), new ByteArrayDeserializer());
    }

    public void send(Event... sent) {
        Stream.of(sent).forEach(event -> events.pipeInput(event.tenant(), ContractJson.write(event)));
    }

    /** Sends an event that was stored at this time. */
    public void sendAt(Instant stored, Event event) {
        clockTo(stored);
        events.pipeInput(event.tenant(), ContractJson.write(event), stored);
    }

    public void clockTo(Instant time) {
        driver.advanceWallClockTime(Duration.between(now, time));
        now = time;
    }

    void sendRaw(String body) {
        events.pipeInput("key", body.getBytes());
    }

    /** Messages since the last look. */
    List<TestRecord<String, byte[]>> messages() {
        return matches.readRecordsToList();
    }

    /** Matches since the last look. */
    public List<Match> matches() {
        return messages().stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .toList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    double counted(String metric) {
        var counter = metrics.find("watchfloor.stream." + metric).counter();
        return counter == null ? 0 : counter.count();
    }

    KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Gives a store the content of another's, as a changelog does after a crash. */
    void restore(StreamHarness crashed) {
        for (String name : List.of("groups", "group-entries", "correlations", "correlation-entries")) {
            try (var all = crashed.store(name).all()) {
                all.forEachRemaining(entry -> store(name).put(entry.key, entry.value));
            }
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
