package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.merge.MergePlan;
import io.watchfloor.blocks.merge.MergePlan.Piece;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.NewBlock.Kind;
import io.watchfloor.search.store.NewBlock.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The blocks that can be merged. */
final class MergeTable {
    /** Blocks of a kind below which nothing can be gained that is worth a look. */
    private static final int FEWEST = 4;

    private static final String KINDS = """
            select tenant_id, source, dataset from event_block where row_count < %d and not grouped
             group by tenant_id, source, dataset having count(*) >= %d order by count(*) desc limit 100
            """.formatted(MergePlan.largestStep(), FEWEST);
    private static final String PIECES = """
            select block_id, row_count, min_time from event_block
             where tenant_id = current_setting('app.tenant') and source = $1 and dataset = $2
               and row_count < %d and not grouped
             order by min_time limit 2000
            """.formatted(MergePlan.largestStep());
    private static final String TAKE = """
            delete from event_block where tenant_id = current_setting('app.tenant') and block_id = any($1::bigint[])
               and not grouped
            returning seq_partition, seq_first, seq_last, directory, data
            """;

    private final SqlConnection connection;

    MergeTable(SqlConnection connection) {
        this.connection = connection;
    }

    /** Blocks of a tenant that may be merged with one another. */
    record Small(TenantId tenant, Kind kind) {}

    /** As the system role. */
    Uni<List<Small>> small() {
        return connection
                .query(KINDS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Small(
                                new TenantId(row.getString("tenant_id")),
                                new Kind(row.getString("source"), row.getString("dataset"))))
                        .toList());
    }

    Uni<List<Piece>> pieces(Kind kind) {
        return connection
                .preparedQuery(PIECES)
                .execute(Tuple.of(kind.source(), kind.dataset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Piece(
                                row.getLong("block_id"), row.getInteger("row_count"), row.getLong("min_time")))
                        .toList());
    }

    /** A block that is read whole. */
    record Whole(Map<Integer, Offsets> sequences, List<Map<String, Object>> events) {}

    /** Takes the blocks away; fewer when others took some. Emitted on a worker thread. */
    Uni<List<Whole>> take(List<Piece> pieces) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(ids(pieces)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(MergeTable::whole)
                        .toList());
    }

    private static Long[] ids(List<Piece> pieces) {
        return pieces.stream().map(Piece::id).toArray(Long[]::new);
    }

    private static Whole whole(Row row) {
        BlockReader reader =
                new BlockReader(Directory.read(row.getBuffer("directory").getBytes()));
        reader.supply(row.getBuffer("data").getBytes());
        int[] all = new int[reader.rows()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new Whole(Offsets.of(row), new ArrayList<>(reader.events(all)));
    }
}
