package io.watchfloor.cases.incident;

import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.contracts.CaseEvent;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Tells others of cases on {@code siem.cases.v1}. */
@ApplicationScoped
class CaseEvents {
    private static final String SOURCE = "/soc/case-service";

    private final IdGenerator ids;
    private final Clock clock;

    CaseEvents(IdGenerator ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    OutboxMessage message(TenantId tenant, Case changed, String change, Cause cause) {
        Instant now = clock.instant();
        String id = changed.id().toString();
        CaseEvent body = new CaseEvent(
                tenant.value(),
                id,
                changed.version(),
                change,
                changed.subject().title(),
                changed.severity(),
                changed.status().wireName(),
                changed.alertIds().stream().map(AlertId::toString).toList(),
                now);
        Envelope envelope = new Envelope(
                ids.next().toString(),
                SOURCE,
                "soc.case." + change + ".v1",
                id,
                now,
                tenant,
                cause.correlationId(),
                cause.causationId());
        return new OutboxMessage(Topics.CASES, tenant + ":" + id, envelope, ContractJson.write(body));
    }
}
