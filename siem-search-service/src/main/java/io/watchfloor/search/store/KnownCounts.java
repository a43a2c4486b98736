package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.BlockWalk.Choice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of whole blocks that are known of a question, of the tenant that a connection sees. Used by one thread at a time. */
final class KnownCounts {
    private static final String THERE = """
            select block_id from event_block b
             where b.tenant_id = current_setting('app.tenant') and b.block_id = any($1::bigint[])
            """;
    /** And has all its events of the sequence. */
    private static final String WHOLLY_THERE = THERE + """
               and not exists (select from unnest(b.seq_partition, b.seq_first, b.seq_last) has(p, first, last)
                                 left join unnest($2::int[], $3::bigint[], $4::bigint[]) s(p, after, up_to) on has.p = s.p
                                where s.p is null or has.first < s.after or has.last >= s.up_to)
            """;

    private final SqlConnection connection;
    private final TenantId tenant;
    private final AnswerCache<BlockCount> cache;
    private final long question;
    private final @Nullable Buckets buckets;
    private final @Nullable SequenceRange sequence;
    /** What is not to be forgotten meanwhile. */
    private final Map<Long, BlockCount> known = new HashMap<>();

    KnownCounts(
            SqlConnection connection,
            TenantId tenant,
            AnswerCache<BlockCount> cache,
            StoreQuery query,
            CountPlan plan) {
        this.connection = connection;
        this.tenant = tenant;
        this.cache = cache;
        this.question = cache.number(CountQuestion.of(query, plan));
        this.buckets = plan.buckets();
        this.sequence = query.sequence();
    }

    /** Whether the count of a block is known, if it is there and all of it is asked for. */
    boolean has(BlockEntry block) {
        return covers(block.minTime(), block.maxTime()) && get(block.id()) != null;
    }

    private boolean covers(long minTime, long maxTime) {
        return buckets == null || buckets.cover(minTime, maxTime);
    }

    private @Nullable BlockCount get(long block) {
        BlockCount count = known.get(block);
        if (count == null) {
            count = cache.get(tenant, question, block);
            if (count != null) {
                known.put(block, count);
            }
        }
        return count;
    }

    /** The counts of those blocks that are known, and of which the database shows that they are there and all of each is asked for. */
    Uni<Map<Long, BlockCount>> of(Choice chosen) {
        Long[] asked = chosen.blocks().stream()
                .filter(block -> chosen.times().hold(block.minTime(), block.maxTime()))
                .filter(this::has)
                .map(BlockEntry::id)
                .toArray(Long[]::new);
        if (asked.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple ids = Tuple.tuple().addArrayOfLong(asked);
        return connection
                .preparedQuery(sequence == null ? THERE : WHOLLY_THERE)
                .execute(sequence == null ? ids : sequence.addTo(ids))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::there);
    }

    private Map<Long, BlockCount> there(RowSet<Row> rows) {
        Map<Long, BlockCount> there = new LinkedHashMap<>();
        for (Row row : rows) {
            there.computeIfAbsent(row.getLong("block_id"), known::get);
        }
        return there;
    }

    /** Keeps the count of a block of which all was asked for. */
    void keep(StoredBlock block, BlockCount count) {
        if (covers(block.minTime(), block.maxTime())) {
            BlockCount compact = count.compact();
            cache.put(tenant, question, block.id(), compact, compact.memory());
        }
    }
}
