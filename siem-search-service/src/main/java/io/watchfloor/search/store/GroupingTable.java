package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.GroupFilter;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.blocks.merge.GroupPlan.Piece;
import io.watchfloor.blocks.merge.MergePlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.NewBlock.Offsets;
import io.watchfloor.search.store.NewGroup.Member;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * The blocks and groups of a tenant that can come into groups. A block is ready when it will hardly be merged any more: when it is large, or
 * its day is over, or it was stored long ago.
 */
final class GroupingTable {
    private static final String TENANTS = """
            select tenant_id from event_block where not grouped group by tenant_id having count(*) >= $1
             union
            select tenant_id from event_group group by tenant_id having count(*) >= $2
            """;
    private static final String BLOCKS = """
            select block_id, octet_length(filter) as bytes from event_block
             where tenant_id = current_setting('app.tenant') and not grouped and filter is not null
               and (source <> '' and row_count >= %d or (source <> '' or level = %d) and max_time < $2 or stored_at < $1)
             order by min_time, block_id limit 2000
            """.formatted(MergePlan.largestStep(), SortPlan.LAST_LEVEL);
    private static final String TAKE_BLOCKS = """
            select block_id, min_time, max_time, seq_partition, seq_first, seq_last, directory, filter from event_block
             where tenant_id = current_setting('app.tenant') and block_id = any($1::bigint[]) and not grouped
             order by min_time, block_id for update
            """;
    private static final String MARK = """
            update event_block set grouped = true, filter = null
             where tenant_id = current_setting('app.tenant') and block_id = any($1::bigint[])
            """;
    private static final String GROUPS = """
            select group_id, block_count, octet_length(tokens) + octet_length(grams) as bytes from event_group
             where tenant_id = current_setting('app.tenant') order by min_time, group_id
            """;
    private static final String TAKE_GROUPS = """
            delete from event_group where tenant_id = current_setting('app.tenant') and group_id = any($1::bigint[])
            returning block_ids, min_times, max_times, fields, seq_partition, seq_first, seq_last,
                      filter_header, tokens, grams
            """;
    private static final String INSERT = """
            insert into event_group (tenant_id, min_time, max_time, block_count, block_ids, min_times,
                                     max_times, fields, seq_partition, seq_first, seq_last, filter_header, tokens, grams)
            values (current_setting('app.tenant'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;

    private final SqlConnection connection;

    GroupingTable(SqlConnection connection) {
        this.connection = connection;
    }

    /** As the system role: tenants of which something may come into a group. */
    Uni<List<TenantId>> tenants(GroupPlan plan) {
        return connection
                .preparedQuery(TENANTS)
                .execute(Tuple.of(plan.blocks(), plan.groups()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new TenantId(row.getString("tenant_id")))
                        .toList());
    }

    /**
     * Blocks that are ready, by their time.
     *
     * @param closed days before this time are over, milliseconds since 1970 UTC
     */
    Uni<List<GroupPlan.Member>> blocks(Instant storedBefore, long closed) {
        return connection
                .preparedQuery(BLOCKS)
                .execute(Tuple.of(storedBefore.atOffset(ZoneOffset.UTC), closed))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new GroupPlan.Member(row.getLong("block_id"), row.getInteger("bytes")))
                        .toList());
    }

    /** Groups by their time. */
    Uni<List<Piece>> groups() {
        return connection
                .query(GROUPS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Piece(
                                row.getLong("group_id"), row.getInteger("block_count"), row.getInteger("bytes")))
                        .toList());
    }

    /** Marks the blocks as grouped; fewer are given when others took some. Emitted on a worker thread. */
    Uni<List<Member>> takeBlocks(List<Long> ids) {
        Tuple asked = Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new));
        return connection
                .preparedQuery(TAKE_BLOCKS)
                .execute(asked)
                .call(() -> connection.preparedQuery(MARK).execute(asked))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(GroupingTable::member)
                        .toList());
    }

    private static Member member(Row row) {
        return new Member(
                new BlockEntry(row.getLong("block_id"), row.getLong("min_time"), row.getLong("max_time")),
                Directory.read(row.getBuffer("directory").getBytes()).columns().keySet(),
                Offsets.of(row),
                BlockFilter.read(row.getBuffer("filter").getBytes()));
    }

    /** Takes the groups away; fewer when others took some. Emitted on a worker thread. */
    Uni<List<NewGroup>> takeGroups(List<Piece> pieces) {
        return connection
                .preparedQuery(TAKE_GROUPS)
                .execute(Tuple.tuple()
                        .addArrayOfLong(pieces.stream().map(Piece::id).toArray(Long[]::new)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(GroupingTable::group)
                        .toList());
    }

    private static NewGroup group(Row row) {
        GroupFilter filter = GroupFilter.read(
                row.getBuffer("filter_header").getBytes(),
                row.getBuffer("tokens").getBytes(),
                row.getBuffer("grams").getBytes());
        return new NewGroup(
                longs(row, "block_ids"),
                longs(row, "min_times"),
                longs(row, "max_times"),
                Set.of(row.getArrayOfStrings("fields")),
                Offsets.of(row),
                filter);
    }

    private static long[] longs(Row row, String column) {
        return Arrays.stream(row.getArrayOfLongs(column))
                .mapToLong(Long::longValue)
                .toArray();
    }

    Uni<Void> insert(NewGroup group) {
        Tuple row = Tuple.tuple()
                .addLong(LongStream.of(group.minTimes()).min().orElseThrow())
                .addLong(LongStream.of(group.maxTimes()).max().orElseThrow())
                .addInteger(group.blocks().length)
                .addArrayOfLong(boxed(group.blocks()))
                .addArrayOfLong(boxed(group.minTimes()))
                .addArrayOfLong(boxed(group.maxTimes()))
                .addArrayOfString(group.fields().toArray(String[]::new));
        return connection
                .preparedQuery(INSERT)
                .execute(Offsets.add(row, group.sequences())
                        .addBuffer(Buffer.buffer(group.filter().shape().bytes()))
                        .addBuffer(Buffer.buffer(group.filter().tokens()))
                        .addBuffer(Buffer.buffer(group.filter().grams())))
                .replaceWithVoid();
    }

    private static Long[] boxed(long[] values) {
        return LongStream.of(values).boxed().toArray(Long[]::new);
    }
}
