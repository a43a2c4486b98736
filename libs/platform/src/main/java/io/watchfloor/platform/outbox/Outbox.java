package io.watchfloor.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/** Takes messages into the running transaction. {@link OutboxRelay} sends them once it has committed. */
@ApplicationScoped
public class Outbox {
    private static final String APPEND = """
            insert into outbox (tenant_id, topic, key, ce_id, ce_source, ce_type, ce_subject, ce_time,
                                ce_correlation_id, ce_causation_id, body)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

    private final EventBus bus;

    Outbox(EventBus bus) {
        this.bus = bus;
    }

    /** Appends the messages in order; the connection's transaction must already be the messages' tenant's. */
    public Uni<Void> append(SqlConnection connection, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        wakeAfterCommit(connection);
        return connection
                .preparedQuery(APPEND)
                .executeBatch(messages.stream().map(Outbox::row).toList())
                .replaceWithVoid();
    }

    private void wakeAfterCommit(SqlConnection connection) {
        Transaction transaction = connection.getDelegate().transaction();
        if (transaction != null) {
            transaction.completion().onSuccess(committed -> bus.publish(OutboxRelay.WAKE, ""));
        }
    }

    private static Tuple row(OutboxMessage message) {
        var envelope = message.envelope();
        return Tuple.tuple()
                .addString(envelope.tenant().value())
                .addString(message.topic())
                .addString(message.key())
                .addString(envelope.id())
                .addString(envelope.source())
                .addString(envelope.type())
                .addString(envelope.subject())
                .addOffsetDateTime(envelope.time().atOffset(ZoneOffset.UTC))
                .addString(envelope.correlationId())
                .addString(envelope.causationId())
                .addBuffer(io.vertx.mutiny.core.buffer.Buffer.buffer(message.body()));
    }
}
