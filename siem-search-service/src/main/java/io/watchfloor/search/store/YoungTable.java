package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks that are in no group, of the tenant that a connection sees. What is read is emitted on a worker thread. */
final class YoungTable {
    private static final String TENANT = "current_setting('app.tenant')";
    private static final String YOUNG = """
            select block_id, min_time, max_time from event_block
             where tenant_id = %s and not grouped and max_time >= $1 and min_time <= $2
               and (max_time, block_id) < ($4, $5)
             order by max_time desc, block_id desc limit $3
            """.formatted(TENANT);
    private static final String FILTERS = """
            select block_id, filter from event_block
             where tenant_id = %s and block_id = any($1::bigint[]) and filter is not null
            """.formatted(TENANT);

    private final SqlConnection connection;
    private final TenantId tenant;
    private final BlockCaches caches;

    YoungTable(SqlConnection connection, TenantId tenant, BlockCaches caches) {
        this.connection = connection;
        this.tenant = tenant;
        this.caches = caches;
    }

    /** Blocks that are in no group, with events of these times: the next behind some block, or the first. */
    Uni<List<BlockEntry>> blocks(EventTimes times, @Nullable BlockEntry behind, int limit) {
        long time = behind == null ? Long.MAX_VALUE : behind.maxTime();
        long id = behind == null ? Long.MAX_VALUE : behind.id();
        return BlockTable.entries(connection, YOUNG, Tuple.of(times.low(), times.high(), limit, time, id));
    }

    /** The filters of blocks that have one. */
    Uni<Map<Long, BlockFilter>> filters(List<BlockEntry> entries) {
        Map<Long, BlockFilter> filters = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (BlockEntry entry : entries) {
            BlockFilter known = caches.filters().get(tenant, entry.id());
            if (known == null) {
                missing.add(entry.id());
            } else {
                filters.put(entry.id(), known);
            }
        }
        if (missing.isEmpty()) {
            return Uni.createFrom().item(filters);
        }
        return connection
                .preparedQuery(FILTERS)
                .execute(Tuple.tuple().addArrayOfLong(missing.toArray(Long[]::new)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> filters(rows, filters));
    }

    private Map<Long, BlockFilter> filters(RowSet<Row> rows, Map<Long, BlockFilter> into) {
        for (Row row : rows) {
            byte[] bytes = row.getBuffer("filter").getBytes();
            BlockFilter filter = BlockFilter.read(bytes);
            caches.filters().put(tenant, row.getLong("block_id"), filter, BlockCaches.memory(filter));
            into.put(row.getLong("block_id"), filter);
        }
        return into;
    }
}
