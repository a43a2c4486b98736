package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.contracts.AlertEvent;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells others of alerts on {@code siem.alerts.v1}: one message per alert and kind of change in a transaction, each with
 * the alert as the transaction leaves it.
 */
@ApplicationScoped
class AlertEvents {
    private static final String SOURCE = "/soc/case-service";

    private final IdGenerator ids;
    private final Clock clock;

    AlertEvents(IdGenerator ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    List<OutboxMessage> messages(TenantId tenant, Collection<IntakeSession.Touched> touched) {
        return touched.stream()
                .flatMap(one -> messages(tenant, one.alert(), one.changes(), one.cause()).stream())
                .toList();
    }

    List<OutboxMessage> messages(TenantId tenant, Alert alert, Set<AlertChange> changes, Cause cause) {
        return AlertChange.worthTelling(changes).stream()
                .map(change -> message(tenant, alert, change, cause))
                .toList();
    }

    private OutboxMessage message(TenantId tenant, Alert alert, AlertChange change, Cause cause) {
        Instant now = clock.instant();
        String id = alert.id().toString();
        Envelope envelope = new Envelope(
                ids.next().toString(),
                SOURCE,
                "soc.alert." + change.wireName() + ".v1",
                id,
                now,
                tenant,
                cause.correlationId(),
                cause.causationId());
        AlertEvent body = body(tenant, alert, change, now);
        return new OutboxMessage(Topics.ALERTS, tenant + ":" + id, envelope, ContractJson.write(body));
    }

    private static AlertEvent body(TenantId tenant, Alert alert, AlertChange change, Instant now) {
        RuleRef rule = alert.rule();
        return new AlertEvent(
                tenant.value(),
                alert.id().toString(),
                alert.stamp().version(),
                change.wireName(),
                alert.content().title(),
                alert.content().severity(),
                alert.triage().status().wireName(),
                rule == null ? null : rule.id(),
                alert.dedup().hash(),
                alert.tally().occurrences(),
                alert.tally().firstSeen(),
                alert.tally().lastSeen(),
                alert.caseIds().stream().map(CaseId::toString).toList(),
                now);
    }
}
