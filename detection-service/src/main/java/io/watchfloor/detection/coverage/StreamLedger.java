package io.watchfloor.detection.coverage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps which offsets the stream asked its rules about, by revision of the set of rules. Written just before the offsets
 * are committed and after what fired was acknowledged: so what is committed stands in the ledger, and a crash in between
 * only writes the same again. When the database is away detection goes on, and the ledger is written later; only a crash
 * before that leaves a hole, which a back-fill closes.
 */
@ApplicationScoped
public class StreamLedger {
    private static final Logger LOG = Logger.getLogger(StreamLedger.class);
    private static final Duration LONGEST_ROW = Duration.ofMinutes(5);
    private static final int PATIENCE_MS = 2_000;
    private static final String WRITE = """
            insert into stream_coverage (partition, from_offset, to_offset, revision, first_at, last_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (partition, from_offset, revision) do update
            set to_offset = greatest(stream_coverage.to_offset, excluded.to_offset), last_at = excluded.last_at
            """;

    private final TenantDatabase database;
    private final Clock clock;
    private final Counter unwritten;
    private final Map<Integer, PartitionProgress> progress = new ConcurrentHashMap<>();

    StreamLedger(TenantDatabase database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        this.unwritten = registry.counter("watchfloor.coverage.writes.failed");
    }

    /** All rules of the revision were asked about the event at this place. By the partition's stream thread alone. */
    public void evaluated(int partition, long offset, long revision) {
        PartitionProgress known = progress.get(partition);
        if (known == null) {
            known = new PartitionProgress();
            progress.put(partition, known);
        }
        known.evaluated(offset, revision);
    }

    /** Another instance may go on with the partition, from the last commit. */
    public void forget(int partition) {
        progress.remove(partition);
    }

    /** Writes what was evaluated of these partitions; called before their offsets are committed, on their thread. */
    public void write(Iterable<Integer> partitions) {
        Instant now = clock.instant();
        List<Tuple> rows = new ArrayList<>();
        for (int partition : partitions) {
            PartitionProgress known = progress.get(partition);
            if (known != null) {
                known.stretches().forEach(stretch -> rows.add(row(partition, stretch, now)));
            }
        }
        if (!rows.isEmpty() && store(rows)) {
            partitions.forEach(partition -> written(partition, now));
        }
    }

    private void written(int partition, Instant now) {
        PartitionProgress known = progress.get(partition);
        if (known != null) {
            known.written(now, LONGEST_ROW);
        }
    }

    private static Tuple row(int partition, PartitionProgress.Stretch stretch, Instant now) {
        Instant first = stretch.firstWritten() == null ? now : stretch.firstWritten();
        return Tuple.of(
                partition,
                stretch.from(),
                stretch.to(),
                stretch.revision(),
                first.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
    }

    private boolean store(List<Tuple> rows) {
        Uni<Void> write = database.inTransaction(
                connection -> connection.preparedQuery(WRITE).executeBatch(rows).replaceWithVoid());
        try {
            write.subscribeAsCompletionStage().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            unwritten.increment();
            LOG.warnf("Coverage of the stream not written, kept for the next commit cause=%s", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
