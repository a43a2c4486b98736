package io.watchfloor.promotion.match;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.promotion.dedup.Candidates;
import java.time.Instant;

/** What this feature tells others. */
final class MatchEvents {
    private static final String SOURCE = "/soc/promotion-service";
    private static final String TYPE = "soc.candidate.rendered.v1";

    private MatchEvents() {}

    /** The message for the owner of alerts; candidates of one alert keep their order. */
    static OutboxMessage candidate(Candidates.Planned planned, Instant at) {
        Candidate candidate = planned.candidate();
        TenantId tenant = new TenantId(candidate.tenantId());
        String hash = candidate.dedup().hash();
        Envelope envelope = new Envelope(
                candidate.candidateId(), SOURCE, TYPE, hash, at, tenant, planned.matchId(), planned.messageId());
        return new OutboxMessage(
                Topics.CANDIDATES, tenant.value() + "|" + hash, envelope, ContractJson.write(candidate));
    }
}
