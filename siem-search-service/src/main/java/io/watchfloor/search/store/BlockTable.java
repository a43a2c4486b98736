package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.FrameSpan;
import io.watchfloor.search.store.MinuteCounts.Minutes;
import io.watchfloor.search.store.NewBlock.Offsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The blocks of the tenant that a connection sees. What is read is emitted on a worker thread. */
final class BlockTable {
    private static final String TENANT = "current_setting('app.tenant')";
    private static final String INSERT = """
            insert into event_block (tenant_id, source, dataset, min_time, max_time, row_count, per_minute,
                                     seq_partition, seq_first, seq_last, directory, data)
            values (%s, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """.formatted(TENANT);
    private static final String NEWEST = """
            select block_id, directory from event_block
             where tenant_id = %s and max_time >= $1 and min_time <= $2 and ($3::text is null or source = $3)
             order by max_time desc, block_id desc limit $4
            """.formatted(TENANT);
    private static final String NEWEST_BY_SEQUENCE = """
            select block_id, directory from event_block b
             where tenant_id = %s and max_time >= $1 and min_time <= $2 and ($3::text is null or source = $3)
               and exists (select from unnest(b.seq_partition, b.seq_first, b.seq_last) has(p, first, last)
                             join unnest($5::int[], $6::bigint[], $7::bigint[]) s(p, after, up_to) on has.p = s.p
                            where has.last >= s.after and has.first < s.up_to)
             order by max_time desc, block_id desc limit $4
            """.formatted(TENANT);
    private static final String BY_IDS = """
            select block_id, directory from event_block where tenant_id = %s and block_id = any($1::bigint[])
            """.formatted(TENANT);
    private static final String MINUTES = """
            select block_id, min_time, max_time, row_count, case when $5 then per_minute else '{}' end as per_minute
              from event_block
             where tenant_id = %s and max_time >= $1 and min_time <= $2 and ($3::text is null or source = $3)
             order by max_time desc, block_id desc limit $4
            """.formatted(TENANT);
    private static final String SLICES = """
            select u.n, substr(b.data, u.o + 1, u.l) as bytes
              from unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) u(id, n, o, l)
              join event_block b on b.tenant_id = %s and b.block_id = u.id
            """.formatted(TENANT);

    private final SqlConnection connection;

    BlockTable(SqlConnection connection) {
        this.connection = connection;
    }

    Uni<Void> insert(List<NewBlock> blocks) {
        List<Tuple> rows = blocks.stream().map(BlockTable::row).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(NewBlock stored) {
        List<Offsets> offsets = List.copyOf(stored.sequences().values());
        return Tuple.tuple()
                .addString(stored.kind().source())
                .addString(stored.kind().dataset())
                .addLong(EventTimes.clamped(stored.block().minTime()))
                .addLong(EventTimes.clamped(stored.block().maxTime()))
                .addInteger(stored.block().rows())
                .addArrayOfInteger(
                        Arrays.stream(stored.block().perMinute()).boxed().toArray(Integer[]::new))
                .addArrayOfInteger(stored.sequences().keySet().toArray(Integer[]::new))
                .addArrayOfLong(offsets.stream().map(Offsets::first).toArray(Long[]::new))
                .addArrayOfLong(offsets.stream().map(Offsets::last).toArray(Long[]::new))
                .addBuffer(io.vertx.mutiny.core.buffer.Buffer.newInstance(
                        Buffer.buffer(stored.block().directory())))
                .addBuffer(io.vertx.mutiny.core.buffer.Buffer.newInstance(
                        Buffer.buffer(stored.block().data())));
    }

    /** Blocks with events of these times, those that reach furthest to the present first. */
    Uni<List<StoredBlock>> newest(EventTimes times, @Nullable String source, int limit) {
        return blocks(NEWEST, window(times, source, limit));
    }

    /** The same, only of those with events of the sequence. */
    Uni<List<StoredBlock>> newest(EventTimes times, @Nullable String source, int limit, SequenceRange sequence) {
        Map<Integer, Long> upTo = sequence.upTo().nextOffsets();
        Map<Integer, Long> after = sequence.after().nextOffsets();
        return blocks(
                NEWEST_BY_SEQUENCE,
                window(times, source, limit)
                        .addArrayOfInteger(upTo.keySet().toArray(Integer[]::new))
                        .addArrayOfLong(upTo.keySet().stream()
                                .map(partition -> after.getOrDefault(partition, 0L))
                                .toArray(Long[]::new))
                        .addArrayOfLong(upTo.values().toArray(Long[]::new)));
    }

    /** The blocks of these ids, in no order. */
    Uni<List<StoredBlock>> blocks(List<Long> ids) {
        return blocks(BY_IDS, Tuple.of(ids.toArray(Long[]::new)));
    }

    /** When the events of blocks happened, of the same blocks in the same order as {@link #newest}. */
    Uni<List<Minutes>> minutes(EventTimes times, @Nullable String source, int limit, boolean perMinute) {
        return connection
                .preparedQuery(MINUTES)
                .execute(window(times, source, limit).addBoolean(perMinute))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Minutes(
                                row.getLong("block_id"),
                                row.getLong("min_time"),
                                row.getLong("max_time"),
                                row.getInteger("row_count"),
                                row.getArrayOfIntegers("per_minute")))
                        .toList());
    }

    private static Tuple window(EventTimes times, @Nullable String source, int limit) {
        return Tuple.of(times.low(), times.high(), source, limit);
    }

    private Uni<List<StoredBlock>> blocks(String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(BlockTable::blocks);
    }

    private static List<StoredBlock> blocks(RowSet<Row> rows) {
        List<StoredBlock> blocks = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Directory directory = Directory.read(row.getBuffer("directory").getBytes());
            blocks.add(new StoredBlock(row.getLong("block_id"), new BlockReader(directory)));
        }
        return blocks;
    }

    private record Slice(StoredBlock block, int frame) {
        FrameSpan span() {
            return block.reader().directory().frames().get(frame);
        }
    }

    /** Frames of a block that are to be read. */
    record Wanted(StoredBlock block, int[] frames) {}

    /** Supplies blocks with frames, all in one question. */
    Uni<Void> supply(List<Wanted> wanted) {
        List<Slice> slices = new ArrayList<>();
        for (Wanted of : wanted) {
            for (int frame : of.frames()) {
                slices.add(new Slice(of.block(), frame));
            }
        }
        if (slices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Integer[] numbers = new Integer[slices.size()];
        Arrays.setAll(numbers, n -> n);
        Tuple asked = Tuple.tuple()
                .addArrayOfLong(slices.stream().map(slice -> slice.block().id()).toArray(Long[]::new))
                .addArrayOfInteger(numbers)
                .addArrayOfInteger(
                        slices.stream().map(slice -> slice.span().offset()).toArray(Integer[]::new))
                .addArrayOfInteger(slices.stream()
                        .map(slice -> slice.span().storedLength())
                        .toArray(Integer[]::new));
        return connection
                .preparedQuery(SLICES)
                .execute(asked)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(rows -> rows.forEach(row -> supply(slices.get(row.getInteger("n")), row)))
                .replaceWithVoid();
    }

    private static void supply(Slice slice, Row row) {
        slice.block().reader().supply(slice.frame(), row.getBuffer("bytes").getBytes());
    }
}
