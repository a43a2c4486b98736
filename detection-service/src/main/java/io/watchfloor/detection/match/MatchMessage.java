package io.watchfloor.detection.match;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.rules.match.MatchIds;
import java.util.ArrayList;
import java.util.List;

/** A match on its way to {@link Topics#MATCHES}. The message id depends on the match and what it carries alone. */
public record MatchMessage(String key, Match match) {
    private static final String SOURCE = "/soc/detection-service";

    public Envelope envelope() {
        List<String> facts = new ArrayList<>();
        facts.add(match.matchId());
        Match.Escalation escalation = match.escalation();
        facts.add(escalation == null ? "" : escalation.name() + "|" + escalation.eventId());
        match.occurrences().stream().map(Occurrence::eventId).forEach(facts::add);
        return new Envelope(
                MatchIds.hash(facts),
                SOURCE,
                Match.FIRED,
                match.matchId(),
                match.detectedAt(),
                new TenantId(match.tenantId()),
                match.matchId(),
                null);
    }

    public byte[] body() {
        return ContractJson.write(match);
    }

    public OutboxMessage toOutbox() {
        return new OutboxMessage(Topics.MATCHES, key, envelope(), body());
    }
}
