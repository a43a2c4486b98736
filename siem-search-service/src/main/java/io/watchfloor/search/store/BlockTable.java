package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.FrameSpan;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.KnownIds.Stretch;
import io.watchfloor.search.store.MinuteCounts.Minutes;
import io.watchfloor.search.store.MinuteCounts.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The blocks of the tenant that a connection sees. What is read is emitted on a worker thread. */
final class BlockTable {
    private static final String TENANT = "current_setting('app.tenant')";
    private static final String NEWEST = """
            select block_id, min_time, max_time from event_block
             where tenant_id = %s and max_time >= $1 and min_time <= $2
             order by max_time desc, block_id desc
            """.formatted(TENANT);
    private static final String OF_TIMES_AND_SOURCES = """
            select distinct b.block_id, b.min_time, b.max_time
              from unnest($1::bigint[], $2::bigint[], $3::bigint[]) u(first, last, day_end)
             cross join lateral (select block_id, min_time, max_time from event_block
                                  where tenant_id = %s and max_time >= u.first and max_time <= u.day_end
                                    and min_time <= u.last and source = any($4::text[])) b
            """.formatted(TENANT);
    private static final String OPEN = """
            select b.block_id, case when u.known then null else b.directory end as directory%s
              from unnest($1::bigint[], $2::boolean[]) u(id, known)
              join event_block b on b.tenant_id = %s and b.block_id = u.id
            """;
    private static final String OPEN_ANY = OPEN.formatted(", true as wholly", TENANT);
    /** Of a block with all its events of the sequence none need be asked for its own. */
    private static final String WHOLLY = """
            , not exists (select from unnest(b.seq_partition, b.seq_first, b.seq_last) has(p, first, last)
                            left join unnest($3::int[], $4::bigint[], $5::bigint[]) s(p, after, up_to) on has.p = s.p
                           where s.p is null or has.first < s.after or has.last >= s.up_to) as wholly
            """;

    private static final String OPEN_BY_SEQUENCE = OPEN.formatted(WHOLLY, TENANT) + """
             where exists (select from unnest(b.seq_partition, b.seq_first, b.seq_last) has(p, first, last)
                             join unnest($3::int[], $4::bigint[], $5::bigint[]) s(p, after, up_to) on has.p = s.p
                            where has.last >= s.after and has.first < s.up_to)
            """;
    private static final String MINUTES = """
            select block_id, min_time, max_time, row_count,
                   case $4 when 'MINUTES' then per_minute when 'HOURS' then per_hour else '{}' end as counts
              from event_block
             where tenant_id = %s and max_time >= $1 and min_time <= $2
             order by max_time desc, block_id desc limit $3
            """.formatted(TENANT);
    private static final String SLICES = """
            select u.n, substr(b.data, u.o + 1, u.l) as bytes
              from unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) u(id, n, o, l)
              join event_block b on b.tenant_id = %s and b.block_id = u.id
            """.formatted(TENANT);

    private final SqlConnection connection;
    private final TenantId tenant;
    private final BlockCaches caches;

    BlockTable(SqlConnection connection, TenantId tenant, BlockCaches caches) {
        this.connection = connection;
        this.tenant = tenant;
        this.caches = caches;
    }

    /** Those of these blocks that are in no group. */
    YoungTable young() {
        return new YoungTable(connection, tenant, caches);
    }

    /** The groups of the others. */
    GroupTable groups() {
        return new GroupTable(connection, tenant, caches);
    }

    /** How far blocks reach. */
    ExtentTable extents() {
        return new ExtentTable(connection);
    }

    /** What is known of counts of whole blocks. */
    KnownCounts counted(StoreQuery query, CountPlan plan) {
        return new KnownCounts(connection, tenant, caches.counts(), query, plan);
    }

    /** What is known of the rows that match. */
    KnownRows rows(StoreQuery query) {
        return new KnownRows(tenant, caches.rows(), query);
    }

    /** Which blocks of groups the filters let through, as far as that is known. */
    KnownGroups probed(StoreQuery query) {
        return new KnownGroups(tenant, caches.probes(), query);
    }

    /** All blocks with events of these times, those that reach furthest to the present first. */
    Uni<List<BlockEntry>> newest(EventTimes times) {
        return entries(connection, NEWEST, Tuple.of(times.low(), times.high()));
    }

    /** All blocks of the sources with events of these times. */
    Uni<List<BlockEntry>> blocksOf(List<Stretch> stretches, String[] sources) {
        return entries(
                connection,
                OF_TIMES_AND_SOURCES,
                Tuple.tuple()
                        .addArrayOfLong(longs(stretches, Stretch::first))
                        .addArrayOfLong(longs(stretches, Stretch::last))
                        .addArrayOfLong(longs(stretches, Stretch::endOfDay))
                        .addArrayOfString(sources));
    }

    /** The ids of events in a block that was just seen to be there, or null. */
    @Nullable
    EventIds ids(long block) {
        return caches.ids().get(tenant, block);
    }

    void keep(long block, @Nullable EventIds ids) {
        if (ids != null) {
            caches.ids().put(tenant, block, ids, ids.memory());
        }
    }

    static Uni<List<BlockEntry>> entries(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new BlockEntry(
                                row.getLong("block_id"), row.getLong("min_time"), row.getLong("max_time")))
                        .toList());
    }

    /** When the events of blocks happened, those first that reach furthest to the present. */
    Uni<List<Minutes>> minutes(EventTimes times, int limit, Step step) {
        return connection
                .preparedQuery(MINUTES)
                .execute(Tuple.of(times.low(), times.high(), limit, step.name()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Minutes(
                                row.getLong("block_id"),
                                row.getLong("min_time"),
                                row.getLong("max_time"),
                                row.getInteger("row_count"),
                                row.getArrayOfIntegers("counts")))
                        .toList());
    }

    /** Those of the blocks that are still there, in their order. */
    Uni<List<StoredBlock>> open(List<BlockEntry> entries) {
        return open(entries, null)
                .map(parts -> parts.stream().map(BlockHits::block).toList());
    }

    /** Those that are still there and have events of the sequence, if one is given, in their order. */
    Uni<List<BlockHits>> open(List<BlockEntry> entries, @Nullable SequenceRange sequence) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<Long, StoredBlock> known = new HashMap<>();
        for (BlockEntry entry : entries) {
            StoredBlock block = caches.blocks().get(tenant, entry.id());
            if (block != null) {
                known.put(entry.id(), block);
            }
        }
        Tuple asked = Tuple.tuple()
                .addArrayOfLong(entries.stream().map(BlockEntry::id).toArray(Long[]::new))
                .addArrayOfBoolean(entries.stream()
                        .map(entry -> known.containsKey(entry.id()))
                        .toArray(Boolean[]::new));
        return connection
                .preparedQuery(sequence == null ? OPEN_ANY : OPEN_BY_SEQUENCE)
                .execute(sequence == null ? asked : sequence.addTo(asked))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> {
                    Map<Long, BlockHits> there = new HashMap<>();
                    rows.forEach(row -> there.put(row.getLong("block_id"), part(row, known, sequence)));
                    return there;
                })
                .map(there -> opened(entries, there));
    }

    private BlockHits part(Row row, Map<Long, StoredBlock> known, @Nullable SequenceRange sequence) {
        long id = row.getLong("block_id");
        StoredBlock block = Objects.requireNonNullElseGet(known.get(id), () -> read(id, row));
        return new BlockHits(block, row.getBoolean("wholly") ? null : sequence);
    }

    private static List<BlockHits> opened(List<BlockEntry> entries, Map<Long, BlockHits> there) {
        return entries.stream()
                .map(entry -> there.get(entry.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private StoredBlock read(long id, Row row) {
        StoredBlock block = new StoredBlock(
                id, new BlockReader(Directory.read(row.getBuffer("directory").getBytes())));
        keep(block);
        return block;
    }

    private void keep(StoredBlock block) {
        caches.blocks().put(tenant, block.id(), block, block.reader().memory());
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
        Tuple asked = Tuple.tuple()
                .addArrayOfLong(longs(slices, slice -> slice.block().id()))
                .addArrayOfInteger(numbers(slices.size()))
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
                .invoke(() -> wanted.stream().map(Wanted::block).distinct().forEach(this::keep))
                .replaceWithVoid();
    }

    private static <T> Long[] longs(List<T> values, ToLongFunction<T> number) {
        return values.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }

    /** The numbers from 0 on: answers come in any order. */
    static Integer[] numbers(int count) {
        Integer[] numbers = new Integer[count];
        Arrays.setAll(numbers, n -> n);
        return numbers;
    }

    private static void supply(Slice slice, Row row) {
        slice.block().reader().supply(slice.frame(), row.getBuffer("bytes").getBytes());
    }
}
