package io.watchfloor.platform.audit;

import io.quarkus.runtime.ApplicationConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes audit records in the transaction of the change: a change whose record cannot be stored does not happen. */
@ApplicationScoped
public class AuditTrail {
    private final Outbox outbox;
    private final IdGenerator ids;
    private final Clock clock;
    private final String source;

    AuditTrail(Outbox outbox, IdGenerator ids, Clock clock, ApplicationConfig application) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.source = "/soc/" + application.name().orElse("watchfloor");
    }

    /**
     * Records a change that the caller made.
     *
     * @param action such as {@code rule.created}; the part before the dot is the object's type
     */
    public Uni<Void> changed(
            SqlConnection connection, Caller caller, String action, String objectId, Map<String, String> details) {
        return changed(connection, caller, List.of(new Change(action, objectId, details)));
    }

    /** Records changes that the caller made, in their order. */
    public Uni<Void> changed(SqlConnection connection, Caller caller, List<Change> changes) {
        return outbox.append(
                connection,
                changes.stream().map(change -> message(caller, change)).toList());
    }

    /**
     * One change.
     *
     * @param action such as {@code rule.created}; the part before the dot is the object's type
     */
    public record Change(String action, String objectId, Map<String, String> details) {
        public Change {
            details = Map.copyOf(details);
        }
    }

    private OutboxMessage message(Caller caller, Change change) {
        String id = ids.next().toString();
        AuditRecord entry = new AuditRecord(
                id,
                caller.tenant().value(),
                clock.instant(),
                caller.subject(),
                caller.actorType(),
                change.action(),
                change.action().substring(0, Math.max(0, change.action().indexOf('.'))),
                change.objectId(),
                "success",
                null,
                change.details());
        Envelope envelope =
                Envelope.of(id, source, "soc.audit.recorded.v1", change.objectId(), entry.at(), caller.tenant());
        return new OutboxMessage(Topics.AUDIT, caller.tenant().value(), envelope, ContractJson.write(entry));
    }
}
