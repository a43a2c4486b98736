package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.merge.MergePlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.NewBlock.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The blocks that can be merged. */
final class MergeTable {
    /** Blocks below which nothing can be gained that is worth a look. */
    private static final int FEWEST = 2;

    private static final String TENANTS = """
            select tenant_id from event_block where not grouped group by tenant_id having count(*) >= %d
            """.formatted(FEWEST);
    private static final String NEWEST = """
            select max(max_time) as newest from event_block where tenant_id = current_setting('app.tenant')
            """;
    private static final String KINDS = """
            select source, dataset from event_block
             where tenant_id = current_setting('app.tenant') and source <> '' and row_count < %d and not grouped
             group by source, dataset having count(*) >= %d order by count(*) desc limit 1000
            """.formatted(MergePlan.largestStep(), FEWEST);
    private static final String PIECES = """
            select block_id, row_count, min_time from event_block
             where tenant_id = current_setting('app.tenant') and source = $1 and dataset = $2
               and row_count < %d and not grouped
             order by min_time limit 2000
            """.formatted(MergePlan.largestStep());
    private static final String OF_SEVERAL_KINDS = """
            select block_id, row_count, octet_length(data) as bytes, level, min_time from event_block
             where tenant_id = current_setting('app.tenant') and source = '' and dataset = '' and not grouped
             order by min_time limit 4000
            """;
    private static final String TAKE = """
            delete from event_block where tenant_id = current_setting('app.tenant') and block_id = any($1::bigint[])
               and not grouped
            returning directory, data
            """;

    private final SqlConnection connection;

    MergeTable(SqlConnection connection) {
        this.connection = connection;
    }

    /** As the system role: tenants of which blocks may be merged with one another. */
    Uni<List<TenantId>> tenants() {
        return connection
                .query(TENANTS)
                .execute()
                .map(rows -> list(rows, row -> new TenantId(row.getString("tenant_id"))));
    }

    /** The time of the newest event, milliseconds since 1970; 0 when there is none. */
    Uni<Long> newest() {
        return connection.query(NEWEST).execute().map(rows -> {
            Long newest = rows.iterator().next().getLong("newest");
            return newest == null ? 0 : newest;
        });
    }

    /** Kinds of which there are several small blocks. */
    Uni<List<Kind>> kinds() {
        return connection
                .query(KINDS)
                .execute()
                .map(rows -> list(rows, row -> new Kind(row.getString("source"), row.getString("dataset"))));
    }

    Uni<List<MergePlan.Piece>> pieces(Kind kind) {
        return connection
                .preparedQuery(PIECES)
                .execute(Tuple.of(kind.source(), kind.dataset()))
                .map(rows -> list(
                        rows,
                        row -> new MergePlan.Piece(
                                row.getLong("block_id"), row.getInteger("row_count"), row.getLong("min_time"))));
    }

    Uni<List<SortPlan.Piece>> ofSeveralKinds() {
        return connection
                .query(OF_SEVERAL_KINDS)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new SortPlan.Piece(
                                row.getLong("block_id"),
                                row.getInteger("row_count"),
                                row.getInteger("bytes"),
                                row.getInteger("level"),
                                row.getLong("min_time"))));
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }

    /** Takes the blocks away and gives them; fewer when others took some. Emitted on a worker thread. */
    Uni<List<BlockReader>> take(List<Long> ids) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> list(rows, MergeTable::reader));
    }

    /** All events of a row with directory and data. */
    static List<Map<String, Object>> events(Row row) {
        BlockReader reader = reader(row);
        int[] all = new int[reader.rows()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return reader.events(all);
    }

    private static BlockReader reader(Row row) {
        BlockReader reader =
                new BlockReader(Directory.read(row.getBuffer("directory").getBytes()));
        reader.supply(row.getBuffer("data").getBytes());
        return reader;
    }
}
