package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.NewBlock.Offsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stores blocks of the tenant that a connection sees. */
final class BlockWriter {
    private static final String INSERT = """
            insert into event_block (tenant_id, source, dataset, min_time, max_time, row_count, per_minute,
                                     seq_partition, seq_first, seq_last, directory, data, filter,
                                     per_hour, sources, level)
            values (current_setting('app.tenant'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            returning block_id
            """;

    private static final long MINUTE = 60_000;
    private static final int MINUTES = 60;
    /** Of a block of more the minutes are not kept: it has few events in each. */
    private static final int MOST_MINUTES = 720;

    private final SqlConnection connection;
    private final TenantId tenant;

    BlockWriter(SqlConnection connection, TenantId tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** A block that will be there when the transaction is committed. */
    record Inserted(TenantId tenant, long id, EventIds ids, BlockFilter filter) {}

    Uni<List<Inserted>> insert(List<NewBlock> blocks) {
        List<Tuple> rows = blocks.stream().map(BlockWriter::row).toList();
        return rows.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection.preparedQuery(INSERT).executeBatch(rows).map(results -> inserted(blocks, results));
    }

    private List<Inserted> inserted(List<NewBlock> blocks, RowSet<Row> results) {
        List<Inserted> inserted = new ArrayList<>();
        RowSet<Row> result = results;
        for (NewBlock block : blocks) {
            long id = result.iterator().next().getLong("block_id");
            inserted.add(new Inserted(tenant, id, block.ids(), block.filter()));
            result = result.next();
        }
        return inserted;
    }

    private static Tuple row(NewBlock stored) {
        long minTime = EventTimes.clamped(stored.block().minTime());
        int[] perMinute = stored.block().perMinute();
        Tuple row = Tuple.tuple()
                .addString(stored.kind().source())
                .addString(stored.kind().dataset())
                .addLong(minTime)
                .addLong(EventTimes.clamped(stored.block().maxTime()))
                .addInteger(stored.block().rows())
                .addArrayOfInteger(boxed(perMinute.length > MOST_MINUTES ? new int[0] : perMinute));
        return Offsets.add(row, stored.sequences())
                .addBuffer(Buffer.buffer(stored.block().directory()))
                .addBuffer(Buffer.buffer(stored.block().data()))
                .addBuffer(Buffer.buffer(stored.filter().bytes()))
                .addArrayOfInteger(boxed(perHour(minTime, perMinute)))
                .addArrayOfString(stored.sources().toArray(String[]::new))
                .addInteger(stored.level());
    }

    private static int[] perHour(long minTime, int[] perMinute) {
        if (perMinute.length == 0) {
            return perMinute;
        }
        int first = (int) (minTime / MINUTE % MINUTES);
        int[] counts = new int[(first + perMinute.length - 1) / MINUTES + 1];
        for (int i = 0; i < perMinute.length; i++) {
            counts[(first + i) / MINUTES] += perMinute[i];
        }
        return counts;
    }

    private static Integer[] boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toArray(Integer[]::new);
    }
}
