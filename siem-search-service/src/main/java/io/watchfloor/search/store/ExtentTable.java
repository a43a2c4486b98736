package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How far the blocks reach of the tenant that a connection sees. What is read is emitted on a worker thread. */
final class ExtentTable {
    private static final String EXTENTS = """
            select block_id, min_time, max_time, row_count, seq_partition, seq_first, seq_last
              from event_block
             where tenant_id = current_setting('app.tenant') and max_time >= $1 and min_time <= $2
             order by max_time desc, block_id desc limit $3
            """;

    private final SqlConnection connection;

    ExtentTable(SqlConnection connection) {
        this.connection = connection;
    }

    /**
     * How far a block reaches.
     *
     * @param rows its events
     * @param wholly whether all of them are of the sequence that was asked for
     */
    record Extent(BlockEntry block, int rows, boolean wholly) {}

    /** Those with events of these times, those first that reach furthest to the present. */
    Uni<List<Extent>> newest(EventTimes times, @Nullable SequenceRange sequence, int limit) {
        return connection
                .preparedQuery(EXTENTS)
                .execute(Tuple.of(times.low(), times.high(), limit))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> extent(row, sequence))
                        .toList());
    }

    private static Extent extent(Row row, @Nullable SequenceRange sequence) {
        BlockEntry block = new BlockEntry(row.getLong("block_id"), row.getLong("min_time"), row.getLong("max_time"));
        return new Extent(block, row.getInteger("row_count"), sequence == null || isWithin(sequence, row));
    }

    private static boolean isWithin(SequenceRange sequence, Row row) {
        Integer[] partitions = row.getArrayOfIntegers("seq_partition");
        Long[] first = row.getArrayOfLongs("seq_first");
        Long[] last = row.getArrayOfLongs("seq_last");
        return IntStream.range(0, partitions.length).allMatch(i -> sequence.holds(partitions[i], first[i], last[i]));
    }
}
