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
        String id = ids.next().toString();
        AuditRecord entry = new AuditRecord(
                id,
                caller.tenant().value(),
                clock.instant(),
                caller.subject(),
                caller.actorType(),
                action,
                action.substring(0, Math.max(0, action.indexOf('.'))),
                objectId,
                "success",
                null,
                details);
        Envelope envelope = Envelope.of(id, source, "soc.audit.recorded.v1", objectId, entry.at(), caller.tenant());
        return outbox.append(
                connection,
                List.of(new OutboxMessage(Topics.AUDIT, caller.tenant().value(), envelope, ContractJson.write(entry))));
    }
}
