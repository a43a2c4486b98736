package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.rules.match.GroupKey;
import java.time.Instant;
import java.util.UUID;

/** What the other services are told of suppressions. */
final class SuppressionEvents {
    private static final String SOURCE = "/soc/detection-service";

    private SuppressionEvents() {}

    static OutboxMessage changed(StoredSuppression suppression) {
        Envelope envelope = Envelope.of(
                suppression.id() + ":" + suppression.version(),
                SOURCE,
                "soc.suppression.changed.v1",
                suppression.id().toString(),
                suppression.updated().at(),
                suppression.tenant());
        return new OutboxMessage(
                Topics.SUPPRESSIONS,
                suppression.tenant() + "|" + suppression.id(),
                envelope,
                ContractJson.write(suppression.contract()));
    }

    /** A match that was muted, on its way again; its type tells promotion not to mute it a second time. */
    static OutboxMessage released(UUID hit, Match match, Instant at) {
        String group = match.group().isEmpty() ? match.matchId() : new GroupKey(match.group()).text();
        Envelope envelope = new Envelope(
                "released:" + hit,
                SOURCE,
                Match.RELEASED,
                match.matchId(),
                at,
                new TenantId(match.tenantId()),
                match.matchId(),
                null);
        return new OutboxMessage(
                Topics.MATCHES,
                match.tenantId() + "|" + match.ruleId() + "|" + group,
                envelope,
                ContractJson.write(match));
    }
}
