package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Events → matcher → matches; events → matcher → (by group) → windows → matches; and events → matcher → (by group) →
 * correlations → matches. Every node is named, so that a new
 * release finds the topics and stores of the old one.
 */
final class StreamTopology {
    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> BODY = Serdes.ByteArray();
    private static final String BY_CORRELATION = "by-correlation";

    private StreamTopology() {}

    /**
     * The topology.
     *
     * @param stores makes the state store of a name
     */
    static Topology of(StreamRules rules, Function<String, KeyValueBytesStoreSupplier> stores, StreamSetting setting) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Routed> routed = builder.stream(
                        Topics.EVENTS, Consumed.with(KEY, BODY).withName("events"))
                .process(() -> new MatchProcessor(rules, setting), Named.as("match"));
        bodies(routed, Routed.ToMatches.class, "fired")
                .to(Topics.MATCHES, Produced.with(KEY, BODY).withName("query-matches"));
        bodies(routed, Routed.ToDeadLetters.class, "poison")
                .to(Topics.deadLetter(Topics.EVENTS), Produced.with(KEY, BODY).withName("dead-letters"));
        bodies(routed, Routed.ToWindows.class, "counted")
                .repartition(Repartitioned.with(KEY, BODY).withName("by-group"))
                .process(
                        stateful(
                                () -> new WindowProcessor(setting.config(), setting.counters()),
                                GroupStores.builders(stores)),
                        Named.as("window"))
                .to(Topics.MATCHES, Produced.with(KEY, BODY).withName("burst-matches"));
        correlate(routed, stores, setting);
        return builder.build();
    }

    /** What a correlation finds can be a hit of another one, so its output goes into its input, too. */
    private static void correlate(
            KStream<String, Routed> routed,
            Function<String, KeyValueBytesStoreSupplier> stores,
            StreamSetting setting) {
        KStream<String, Routed> correlated = bodies(routed, Routed.ToCorrelations.class, "correlated")
                .repartition(Repartitioned.with(KEY, BODY)
                        .withName(BY_CORRELATION)
                        .withStreamPartitioner(StreamTopology::partitions))
                .process(
                        stateful(() -> new CorrelationProcessor(setting), CorrelationStores.builders(stores)),
                        Named.as("correlate"));
        bodies(correlated, Routed.ToMatches.class, "found")
                .to(Topics.MATCHES, Produced.with(KEY, BODY).withName("correlation-matches"));
        bodies(correlated, Routed.ToCorrelations.class, "fed")
                .to(BY_CORRELATION + "-repartition", Produced.with(KEY, BODY).withName("correlation-hits"));
    }

    /** By key as always, but what all are to hear goes to all. */
    private static Optional<Set<Integer>> partitions(String topic, String key, byte[] body, int count) {
        return key.equals(CorrelationMessage.TO_ALL)
                ? Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static KStream<String, byte[]> bodies(
            KStream<String, Routed> routed, Class<? extends Routed> where, String name) {
        return routed.filter((key, value) -> where.isInstance(value), Named.as(name))
                .mapValues(Routed::body, Named.as(name + "-body"));
    }

    private static <V> ProcessorSupplier<String, byte[], String, V> stateful(
            Supplier<Processor<String, byte[], String, V>> processor, Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, byte[], String, V> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
