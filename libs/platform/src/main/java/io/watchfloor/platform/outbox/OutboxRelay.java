package io.watchfloor.platform.outbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds, in order, and deletes it in the same transaction: a crash in between sends again, never
 * not at all. One relay works at a time (advisory lock), so messages of one key keep their order with several replicas.
 * Woken by commits of this process; a poll each second finds what others left.
 */
@ApplicationScoped
public class OutboxRelay {
    static final String WAKE = "watchfloor.outbox";
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('watchfloor.outbox')) as mine";
    private static final String TAKE = """
            delete from outbox
            where id in (select id from outbox order by id limit %d)
            returning id, tenant_id, topic, key, ce_id, ce_source, ce_type, ce_subject, ce_time,
                      ce_correlation_id, ce_causation_id, body
            """.formatted(BATCH);

    private final TenantDatabase database;
    private final KafkaSender sender;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    OutboxRelay(TenantDatabase database, KafkaSender sender) {
        this.database = database;
        this.sender = sender;
    }

    @Scheduled(every = "1s", identity = "outbox-relay", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> poll() {
        return drain();
    }

    @ConsumeEvent(WAKE)
    Uni<Void> woken(String ignored) {
        return drain();
    }

    private Uni<Void> drain() {
        again.set(true);
        if (!running.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(this::sendBatch)
                .repeat()
                .whilst(sent -> sent == BATCH || again.get())
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("Outbox not sent, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(0)
                .eventually(() -> running.set(false))
                // Woken between the last look and here: nobody else would look before the next poll.
                .chain(() -> again.get() ? drain() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> sendBatch() {
        again.set(false);
        return database.asSystem(connection -> connection
                .query(LOCK)
                .execute()
                .chain(locked -> locked.iterator().next().getBoolean("mine")
                        ? send(connection)
                        : Uni.createFrom().item(0)));
    }

    private Uni<Integer> send(SqlConnection connection) {
        return connection
                .query(TAKE)
                .execute()
                .map(OutboxRelay::records)
                .call(sender::sendAll)
                .map(List::size);
    }

    private static List<ProducerRecord<String, byte[]>> records(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .sorted(Comparator.comparingLong(row -> row.getLong("id")))
                .map(OutboxRelay::record)
                .toList();
    }

    private static ProducerRecord<String, byte[]> record(Row row) {
        Envelope envelope = new Envelope(
                row.getString("ce_id"),
                row.getString("ce_source"),
                row.getString("ce_type"),
                row.getString("ce_subject"),
                row.getOffsetDateTime("ce_time").toInstant(),
                new TenantId(row.getString("tenant_id")),
                row.getString("ce_correlation_id"),
                row.getString("ce_causation_id"));
        byte[] body = row.getBuffer("body").getBytes();
        return new ProducerRecord<>(row.getString("topic"), null, row.getString("key"), body, envelope.headers());
    }
}
