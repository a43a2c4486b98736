package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.detection.match.CorrelatingRule;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.match.MatchIds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The state of the correlations: rules, groups, when groups are due, and what was sent lately because time had come; beside
 * them each group's entries. Both stores are changelogged.
 */
final class CorrelationStores implements ForgetfulGroups {
    private static final String CORRELATIONS = "correlations";
    private static final String ENTRIES = "correlation-entries";
    private static final byte DUE = 'd';
    private static final byte GROUP = 'g';
    private static final byte RULE = 'r';
    private static final byte SENT = 's';
    private static final int ID_BYTES = 16;

    private final KeyValueStore<Bytes, byte[]> correlations;
    private final KeyValueStore<Bytes, byte[]> entries;
    private final int maxArrivals;

    /** @param maxArrivals hits kept for a group */
    CorrelationStores(ProcessorContext<?, ?> context, int maxArrivals) {
        this.correlations = context.getStateStore(CORRELATIONS);
        this.entries = context.getStateStore(ENTRIES);
        this.maxArrivals = maxArrivals;
    }

    /** The stores to add to the topology; {@code kind} makes one of a name. */
    static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> kind) {
        return ByteStores.builders(kind, CORRELATIONS, ENTRIES);
    }

    /** What a rule is kept under. */
    static Bytes keyOf(FiringRule rule) {
        return Bytes.wrap(
                HexFormat.of().parseHex(MatchIds.of(rule.tenant(), rule.ruleId(), rule.logicVersion(), "", "")));
    }

    Optional<CorrelatingRule> rule(Bytes key) {
        byte[] stored = correlations.get(key(RULE, key.get()));
        return stored == null ? Optional.empty() : Optional.of(ContractJson.read(stored, CorrelatingRule.class));
    }

    void keep(Bytes key, CorrelatingRule rule) {
        correlations.put(key(RULE, key.get()), ContractJson.write(rule));
    }

    /** What a group is kept under. */
    static Bytes groupOf(Bytes rule, int at, String group) {
        String name = HexFormat.of().formatHex(rule.get());
        return Bytes.wrap(HexFormat.of().parseHex(MatchIds.hash(List.of(name, Integer.toString(at), group))));
    }

    Optional<CorrelationFacts> group(Bytes id) {
        byte[] stored = correlations.get(key(GROUP, id.get()));
        return stored == null ? Optional.empty() : Optional.of(CorrelationFacts.read(stored));
    }

    /** The group's log, as it was left or new. */
    StoredCorrelation open(Bytes id, CorrelationFacts facts, Correlation correlation) {
        EntryKeys keys = new EntryKeys(id.get());
        if (facts.facts().arrivals() == 0) {
            entries.put(keys.end(), new byte[0]);
        }
        return new StoredCorrelation(entries, keys, facts, Math.max(maxArrivals, 2 * correlation.leastHits()));
    }

    /** Keeps what became of the group, and when it is due. */
    void save(Bytes id, long dueBefore, CorrelationFacts facts) {
        correlations.put(key(GROUP, id.get()), facts.write());
        if (facts.dueMs() != dueBefore) {
            removeDue(id, dueBefore);
            if (facts.dueMs() != Long.MAX_VALUE) {
                correlations.put(due(facts.dueMs(), id.get()), new byte[0]);
            }
        }
    }

    private void removeDue(Bytes id, long dueMs) {
        if (dueMs != Long.MAX_VALUE) {
            correlations.delete(due(dueMs, id.get()));
        }
    }

    /** Groups that are due when events are matched up to this time, the first so many. */
    List<Bytes> due(long watermarkMs, int limit) {
        List<Bytes> due = new ArrayList<>();
        try (var range = correlations.range(due(Long.MIN_VALUE, new byte[0]), due(watermarkMs + 1, new byte[0]))) {
            while (range.hasNext() && due.size() < limit) {
                byte[] key = range.next().key.get();
                due.add(Bytes.wrap(Arrays.copyOfRange(key, key.length - ID_BYTES, key.length)));
            }
        }
        return due;
    }

    /** Remembers what was sent because time had come: nothing comes again that would lead to it. */
    void sent(long watermarkMs, String id, byte[] record) {
        byte[] name = HexFormat.of().parseHex(MatchIds.hash(List.of(id)));
        correlations.put(timed(SENT, watermarkMs, name), record);
    }

    /** What was sent and may not have arrived. */
    List<byte[]> sent() {
        List<byte[]> sent = new ArrayList<>();
        try (var range =
                correlations.range(timed(SENT, Long.MIN_VALUE, new byte[0]), key((byte) (SENT + 1), new byte[0]))) {
            range.forEachRemaining(entry -> sent.add(entry.value));
        }
        return sent;
    }

    /** Forgets what has surely arrived. */
    void forgetSent(long beforeMs) {
        ByteStores.deleteRange(
                correlations, timed(SENT, Long.MIN_VALUE, new byte[0]), timed(SENT, beforeMs, new byte[0]));
    }

    @Override
    public void each(BiConsumer<Bytes, GroupFacts> into) {
        try (KeyValueIterator<Bytes, byte[]> all =
                correlations.range(key(GROUP, new byte[0]), key((byte) (GROUP + 1), new byte[0]))) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> group = all.next();
                byte[] key = group.key.get();
                into.accept(
                        Bytes.wrap(Arrays.copyOfRange(key, 1, key.length)),
                        CorrelationFacts.read(group.value).facts());
            }
        }
    }

    @Override
    public void forget(Bytes id) {
        group(id).ifPresent(facts -> removeDue(id, facts.dueMs()));
        EntryKeys keys = new EntryKeys(id.get());
        ByteStores.deleteRange(entries, keys.first(), keys.end());
        correlations.delete(key(GROUP, id.get()));
    }

    private static Bytes due(long atMs, byte[] id) {
        return timed(DUE, atMs, id);
    }

    private static Bytes timed(byte kind, long timeMs, byte[] rest) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + rest.length)
                .put(kind)
                .putLong(timeMs ^ Long.MIN_VALUE)
                .put(rest)
                .array());
    }

    private static Bytes key(byte kind, byte[] rest) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array());
    }
}
