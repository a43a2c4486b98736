package io.watchfloor.promotion.match;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.promotion.mute.ArrivedMatch;
import java.util.Objects;

/** A match message: its tenant as the envelope names it, its content, its id and kind. */
record IncomingMatch(TenantId tenant, ArrivedMatch arrived) {

    Match match() {
        return arrived.match();
    }

    String messageId() {
        return arrived.messageId();
    }

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
        boolean released = delivery.envelope().type().equals(Match.RELEASED);
        return new IncomingMatch(tenant, new ArrivedMatch(delivery.envelope().id(), match, released));
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
