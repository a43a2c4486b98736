package io.watchfloor.search.store;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.StreamSupport;

/** How far each partition is stored. Moved in the transaction of the events, so each is stored exactly once. */
@ApplicationScoped
public class IngestLedger {
    private static final String OPEN = """
            insert into ingest_ledger (topic, partition_id, next_offset)
            select $1, p, 0 from unnest($2::int[]) p on conflict do nothing
            """;
    private static final String LOCK = """
            select partition_id, next_offset from ingest_ledger
             where topic = $1 and partition_id = any($2::int[]) order by partition_id for update
            """;
    private static final String ADVANCE = """
            update ingest_ledger set next_offset = greatest(next_offset, n.next)
              from unnest($2::int[], $3::bigint[]) n(p, next) where topic = $1 and partition_id = n.p
            """;
    private static final String HIGH_WATER =
            "select partition_id, next_offset from ingest_ledger where topic = $1 and next_offset > 0";

    /** Locks the partitions of the batch until the transaction ends; gives the next offset to be stored of each. */
    public Uni<Map<Integer, Long>> lock(SqlConnection connection, EventBatch batch) {
        Tuple partitions = Tuple.of(batch.topic(), batch.next().keySet().toArray(Integer[]::new));
        return connection
                .preparedQuery(OPEN)
                .execute(partitions)
                .chain(() -> connection.preparedQuery(LOCK).execute(partitions))
                .map(IngestLedger::offsets);
    }

    /** Moves the ledger behind the batch; never back. */
    public Uni<Void> advance(SqlConnection connection, EventBatch batch) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(
                        batch.topic(),
                        batch.next().keySet().toArray(Integer[]::new),
                        batch.next().values().toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** How far all partitions of a topic are stored. */
    public Uni<HighWater> highWater(SqlConnection connection, String topic) {
        return connection.preparedQuery(HIGH_WATER).execute(Tuple.of(topic)).map(rows -> new HighWater(offsets(rows)));
    }

    private static Map<Integer, Long> offsets(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(toMap(row -> row.getInteger("partition_id"), row -> row.getLong("next_offset")));
    }
}
