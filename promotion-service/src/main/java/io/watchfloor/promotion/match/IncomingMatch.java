package io.watchfloor.promotion.match;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.Delivery;
import java.util.Objects;

/** A match message: its id, its tenant as the envelope names it, and its content. */
record IncomingMatch(String messageId, TenantId tenant, Match match) {

    /** Reads a message; refuses one that is incomplete or speaks of another tenant than its envelope. */
    static IncomingMatch of(Delivery delivery) {
        TenantId tenant = delivery.envelope().tenant();
        Match match = delivery.as(Match.class);
        checkComplete(match);
        boolean foreign = !tenant.value().equals(match.tenantId())
                || match.events().stream().anyMatch(event -> !event.tenant().equals(tenant.value()));
        if (foreign) {
            throw new IllegalArgumentException("the match's tenant is not the message's");
        }
        return new IncomingMatch(delivery.envelope().id(), tenant, match);
    }

    private static void checkComplete(Match match) {
        Objects.requireNonNull(match.matchId(), "match_id");
        Objects.requireNonNull(match.ruleId(), "rule_id");
        Objects.requireNonNull(match.ruleName(), "rule_name");
        Objects.requireNonNull(match.severity(), "severity");
        Objects.requireNonNull(match.detectedAt(), "detected_at");
        Match.Window window = Objects.requireNonNull(match.window(), "window");
        Objects.requireNonNull(window.start(), "window.start");
        Objects.requireNonNull(window.end(), "window.end");
        for (Occurrence occurrence : match.occurrences()) {
            Objects.requireNonNull(occurrence.eventId(), "occurrences.event_id");
            Objects.requireNonNull(occurrence.eventTime(), "occurrences.event_time");
        }
        match.events().forEach(event -> Objects.requireNonNull(event.timestamp()));
    }
}
