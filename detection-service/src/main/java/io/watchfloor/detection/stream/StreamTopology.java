package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.TenantRules;
import java.util.Set;
import java.util.function.Function;
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
 * Events → matcher → matches; and events → matcher → (by group) → windows → matches. Every node is named, so that a new
 * release finds the topics and stores of the old one.
 */
final class StreamTopology {
    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> BODY = Serdes.ByteArray();

    private StreamTopology() {}

    /**
     * The topology.
     *
     * @param rules of a tenant, as they are now
     * @param stores makes the windows' store of a name
     */
    static Topology of(
            Function<String, TenantRules> rules,
            Function<String, KeyValueBytesStoreSupplier> stores,
            StreamConfig config,
            StreamCounters counters,
            StreamObserver observer) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Routed> routed = builder.stream(
                        Topics.EVENTS, Consumed.with(KEY, BODY).withName("events"))
                .process(() -> new MatchProcessor(rules, config.lateness(), counters, observer), Named.as("match"));
        bodies(routed, Routed.ToMatches.class, "fired")
                .to(Topics.MATCHES, Produced.with(KEY, BODY).withName("query-matches"));
        bodies(routed, Routed.ToDeadLetters.class, "poison")
                .to(Topics.deadLetter(Topics.EVENTS), Produced.with(KEY, BODY).withName("dead-letters"));
        bodies(routed, Routed.ToWindows.class, "counted")
                .repartition(Repartitioned.with(KEY, BODY).withName("by-group"))
                .process(windows(stores, config, counters), Named.as("window"))
                .to(Topics.MATCHES, Produced.with(KEY, BODY).withName("burst-matches"));
        return builder.build();
    }

    private static KStream<String, byte[]> bodies(
            KStream<String, Routed> routed, Class<? extends Routed> where, String name) {
        return routed.filter((key, value) -> where.isInstance(value), Named.as(name))
                .mapValues(Routed::body, Named.as(name + "-body"));
    }

    private static ProcessorSupplier<String, byte[], String, byte[]> windows(
            Function<String, KeyValueBytesStoreSupplier> stores, StreamConfig config, StreamCounters counters) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, byte[], String, byte[]> get() {
                return new WindowProcessor(config, counters);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return GroupStores.builders(stores);
            }
        };
    }
}
