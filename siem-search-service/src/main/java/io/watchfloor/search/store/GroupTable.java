package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.filter.FilterShape;
import io.watchfloor.blocks.filter.Slice;
import io.watchfloor.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The groups of the tenant that a connection sees. What is read is emitted on a worker thread. */
final class GroupTable {
    private static final String TENANT = "current_setting('app.tenant')";
    private static final String HEADS = """
            select group_id, min_time, max_time from event_group g
             where tenant_id = %s and max_time >= $1 and min_time <= $2
            """.formatted(TENANT);
    private static final String HAS_SEQUENCE = """
               and exists (select from unnest(g.seq_partition, g.seq_first, g.seq_last) has(p, first, last)
                             join unnest($3::int[], $4::bigint[], $5::bigint[]) s(p, after, up_to) on has.p = s.p
                            where has.last >= s.after and has.first < s.up_to)
            """;
    private static final String GROUPS = """
            select group_id, fields, filter_header, block_ids, min_times, max_times from event_group
             where tenant_id = %s and group_id = any($1::bigint[])
            """.formatted(TENANT);
    private static final String SLICES = """
            select u.n, substr(case when u.t then g.tokens else g.grams end, u.o + 1, u.l) as bytes
              from unnest($1::bigint[], $2::int[], $3::boolean[], $4::int[], $5::int[]) u(id, n, t, o, l)
              join event_group g on g.tenant_id = %s and g.group_id = u.id
            """.formatted(TENANT);

    private final SqlConnection connection;
    private final TenantId tenant;
    private final BlockCaches caches;

    GroupTable(SqlConnection connection, TenantId tenant, BlockCaches caches) {
        this.connection = connection;
        this.tenant = tenant;
        this.caches = caches;
    }

    /** A group that has events of the times that are looked at. */
    record Head(long id, long minTime, long maxTime) {}

    /** Groups with blocks of these times, those that reach furthest to the present first. */
    Uni<List<Head>> heads(EventTimes times, @Nullable SequenceRange sequence) {
        Tuple asked = Tuple.of(times.low(), times.high());
        return connection
                .preparedQuery(
                        (sequence == null ? HEADS : HEADS + HAS_SEQUENCE) + " order by max_time desc, group_id desc")
                .execute(sequence == null ? asked : sequence.addTo(asked))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Head(row.getLong("group_id"), row.getLong("min_time"), row.getLong("max_time")))
                        .toList());
    }

    /** Groups that were just seen to be there, in no order. */
    Uni<List<StoredGroup>> groups(List<Head> heads) {
        List<StoredGroup> groups = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (Head head : heads) {
            StoredGroup known = caches.groups().get(tenant, head.id());
            if (known == null) {
                missing.add(head.id());
            } else {
                groups.add(known);
            }
        }
        if (missing.isEmpty()) {
            return Uni.createFrom().item(groups);
        }
        return connection
                .preparedQuery(GROUPS)
                .execute(Tuple.tuple().addArrayOfLong(missing.toArray(Long[]::new)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(rows -> rows.forEach(row -> groups.add(group(row))))
                .replaceWith(groups);
    }

    private StoredGroup group(Row row) {
        StoredGroup group = new StoredGroup(
                row.getLong("group_id"),
                Set.of(row.getArrayOfStrings("fields")),
                FilterShape.read(row.getBuffer("filter_header").getBytes()),
                longs(row, "block_ids"),
                longs(row, "min_times"),
                longs(row, "max_times"));
        caches.groups().put(tenant, group.id(), group, group.memory());
        return group;
    }

    private static long[] longs(Row row, String column) {
        return Arrays.stream(row.getArrayOfLongs(column))
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** A stretch of the filter of a group. */
    record Wanted(long group, Slice slice) {}

    /** The stretches, in their order, all in one question. */
    Uni<List<byte[]>> slices(List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple asked = Tuple.tuple()
                .addArrayOfLong(wanted.stream().map(Wanted::group).toArray(Long[]::new))
                .addArrayOfInteger(BlockTable.numbers(wanted.size()))
                .addArrayOfBoolean(wanted.stream()
                        .map(each -> each.slice().part() == Slice.Part.TOKENS)
                        .toArray(Boolean[]::new))
                .addArrayOfInteger(
                        wanted.stream().map(each -> each.slice().offset()).toArray(Integer[]::new))
                .addArrayOfInteger(
                        wanted.stream().map(each -> each.slice().length()).toArray(Integer[]::new));
        return connection
                .preparedQuery(SLICES)
                .execute(asked)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> slices(rows, wanted.size()));
    }

    private static List<byte[]> slices(RowSet<Row> rows, int count) {
        byte[][] slices = new byte[count][];
        for (Row row : rows) {
            slices[row.getInteger("n")] = row.getBuffer("bytes").getBytes();
        }
        for (byte[] slice : slices) {
            Objects.requireNonNull(slice, "a group that was there is gone");
        }
        return List.of(slices);
    }
}
