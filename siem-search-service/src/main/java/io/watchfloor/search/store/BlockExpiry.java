package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.RowSource;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Takes whole blocks out of the store, for what is not to be kept any longer, and the events of a source out of blocks of several. */
public final class BlockExpiry {
    /** Loose scan of an index: as many steps as there are answers, however many blocks there are. */
    private static final String STREAMS = """
            with recursive stream(tenant_id, source) as (
                (select tenant_id, source from event_block order by tenant_id, source limit 1)
                union all
                select next.tenant_id, next.source from stream s cross join lateral (
                    select tenant_id, source from event_block b where (b.tenant_id, b.source) > (s.tenant_id, s.source)
                     order by b.tenant_id, b.source limit 1) next)
            select tenant_id, source from stream where source <> ''
             union
            select tenant_id, unnest(sources) from event_block where source = ''
            """;
    /** A block that a merge takes meanwhile is in another block then, which is for the next time. */
    private static final String DROP = """
            delete from event_block where tenant_id = current_setting('app.tenant') and block_id in (
                select block_id from event_block b
                 where tenant_id = current_setting('app.tenant') and source = $1 and max_time < $2
                   and not exists (select from unnest($3::bigint[], $4::bigint[]) kept(first, last)
                                    where b.max_time >= kept.first and b.min_time <= kept.last)
                 order by max_time limit $5)
            returning row_count, min_time, max_time
            """;

    /** Blocks that hold events of other sources too, which are stored again. */
    private static final String TAKE = """
            delete from event_block where tenant_id = current_setting('app.tenant') and block_id in (
                select block_id from event_block b
                 where tenant_id = current_setting('app.tenant') and source = '' and $1 = any(sources) and max_time < $2
                   and not exists (select from unnest($3::bigint[], $4::bigint[]) kept(first, last)
                                    where b.max_time >= kept.first and b.min_time <= kept.last)
                 order by max_time limit $5)
            returning level, directory, data
            """;
    /** Groups without a block; one that has some names those that are gone until then, and searches pass over them. */
    private static final String DROP_GROUPS = """
            delete from event_group g
             where tenant_id = current_setting('app.tenant') and max_time < $1
               and not exists (select from event_block b
                                where b.tenant_id = current_setting('app.tenant') and b.block_id = any(g.block_ids))
            """;

    private BlockExpiry() {}

    /** Events of one source of a tenant. */
    public record Stream(TenantId tenant, String source) {}

    /** Event times of which nothing is dropped, in milliseconds since 1970 UTC, both included. */
    public record Kept(long first, long last) {}

    /**
     * What is gone.
     *
     * @param minTime of the oldest event, milliseconds since 1970 UTC
     * @param maxTime of the newest event
     */
    public record Dropped(int blocks, long events, long minTime, long maxTime) {
        private static final Dropped NOTHING = new Dropped(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

        private Dropped with(Row row) {
            return new Dropped(
                    blocks + 1,
                    events + row.getInteger("row_count"),
                    Math.min(minTime, row.getLong("min_time")),
                    Math.max(maxTime, row.getLong("max_time")));
        }

        /** Of a block of several sources the events of one. */
        private static Dropped of(List<Map<String, Object>> events) {
            LongSummaryStatistics times = events.stream()
                    .mapToLong(event -> EventTimes.of(UUID.fromString(String.valueOf(event.get(Event.ID)))))
                    .summaryStatistics();
            return new Dropped(1, events.size(), times.getMin(), times.getMax());
        }

        private Dropped plus(Dropped other) {
            return new Dropped(
                    blocks + other.blocks,
                    events + other.events,
                    Math.min(minTime, other.minTime),
                    Math.max(maxTime, other.maxTime));
        }
    }

    /** All that has blocks; as the system role. */
    public static Uni<List<Stream>> streams(SqlConnection connection) {
        return connection
                .query(STREAMS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Stream(new TenantId(row.getString("tenant_id")), row.getString("source")))
                        .toList());
    }

    /**
     * Drops what events of the source are in blocks of which every event is older than {@code before}, the oldest first, and groups of which
     * no block is left, in the tenant's transaction.
     *
     * @param before milliseconds since 1970 UTC
     * @param kept a block with an event of these times stays
     * @param most blocks
     */
    public static Uni<Dropped> drop(SqlConnection connection, Stream stream, long before, List<Kept> kept, int most) {
        Tuple parameters = Tuple.tuple()
                .addString(stream.source())
                .addLong(before)
                .addArrayOfLong(kept.stream().map(Kept::first).toArray(Long[]::new))
                .addArrayOfLong(kept.stream().map(Kept::last).toArray(Long[]::new))
                .addInteger(most);
        return connection
                .preparedQuery(DROP)
                .execute(parameters)
                .map(BlockExpiry::dropped)
                .chain(whole -> dropPart(connection, stream, parameters).map(whole::plus))
                .call(dropped -> dropped.blocks() == 0
                        ? Uni.createFrom().voidItem()
                        : connection.preparedQuery(DROP_GROUPS).execute(Tuple.of(before)));
    }

    /** Of blocks of several sources the events of one go, and the others are stored again. */
    private static Uni<Dropped> dropPart(SqlConnection connection, Stream stream, Tuple parameters) {
        return connection
                .preparedQuery(TAKE)
                .execute(parameters)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(rows -> {
                    Dropped dropped = Dropped.NOTHING;
                    List<NewBlock> left = new ArrayList<>();
                    for (Row row : rows) {
                        Map<Boolean, List<Map<String, Object>>> events = MergeTable.events(row).stream()
                                .collect(Collectors.partitioningBy(event -> NewBlock.sourceOf(event.get(Event.SOURCE))
                                        .equals(stream.source())));
                        dropped = dropped.plus(Dropped.of(events.getOrDefault(true, List.of())));
                        List<Map<String, Object>> others = events.getOrDefault(false, List.of());
                        if (!others.isEmpty()) {
                            left.add(NewBlock.of(RowSource.of(others), row.getInteger("level")));
                        }
                    }
                    return new BlockWriter(connection, stream.tenant())
                            .insert(left)
                            .replaceWith(dropped);
                });
    }

    private static Dropped dropped(RowSet<Row> rows) {
        Dropped dropped = Dropped.NOTHING;
        for (Row row : rows) {
            dropped = dropped.with(row);
        }
        return dropped;
    }
}
