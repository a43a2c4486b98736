package io.watchfloor.detection.stream;

import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.rules.match.MatchIds;
import java.util.HexFormat;
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
 * The state stores of the windows: one small record for each group, and its hits, follow-ups and bursts as entries that
 * are ranged over by time. Both are changelogged, so a group moves and survives with its partition.
 */
final class GroupStores implements ForgetfulGroups {
    private static final String GROUPS = "groups";
    private static final String ENTRIES = "group-entries";

    private final KeyValueStore<Bytes, byte[]> groups;
    private final KeyValueStore<Bytes, byte[]> entries;
    private final int maxArrivals;

    /** @param maxArrivals hits and follow-ups kept for a group */
    GroupStores(ProcessorContext<?, ?> context, int maxArrivals) {
        this.groups = context.getStateStore(GROUPS);
        this.entries = context.getStateStore(ENTRIES);
        this.maxArrivals = maxArrivals;
    }

    /** The stores to add to the topology; {@code kind} makes one of a name. */
    static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> kind) {
        return ByteStores.builders(kind, GROUPS, ENTRIES);
    }

    /**
     * The group, new or as it was left.
     *
     * @param threshold of the rule; at least twice as many hits are kept
     */
    StoredGroup open(FiringRule rule, String group, int threshold) {
        byte[] id = HexFormat.of().parseHex(MatchIds.of(rule.tenant(), rule.ruleId(), rule.logicVersion(), group, ""));
        EntryKeys keys = new EntryKeys(id);
        byte[] stored = groups.get(keys.group());
        if (stored == null) {
            entries.put(keys.end(), new byte[0]);
        }
        GroupFacts facts = stored == null ? GroupFacts.NEW : GroupFacts.read(stored);
        return new StoredGroup(entries, keys, facts, Math.max(maxArrivals, 2 * threshold));
    }

    /** Keeps what became of the group. */
    void save(StoredGroup group, long nowMs, long lifeMs) {
        groups.put(group.keys().group(), group.facts(nowMs, lifeMs).write());
    }

    @Override
    public void each(BiConsumer<Bytes, GroupFacts> into) {
        try (KeyValueIterator<Bytes, byte[]> all = groups.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> group = all.next();
                into.accept(group.key, GroupFacts.read(group.value));
            }
        }
    }

    @Override
    public void forget(Bytes id) {
        EntryKeys keys = new EntryKeys(id.get());
        ByteStores.deleteRange(entries, keys.first(), keys.end());
        groups.delete(id);
    }
}
