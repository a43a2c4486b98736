package io.watchfloor.detection.metrics;

import io.watchfloor.contracts.Match;
import io.watchfloor.platform.inbox.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one message says of a match.
 *
 * @param total events in the match so far; it never shrinks, so the greatest that was seen holds
 * @param at when the rule fired
 */
record Sighting(String matchId, UUID rule, long total, Instant at) {

    /** Reads a message; refuses one that is incomplete or speaks of another tenant than its envelope. */
    static Sighting of(Delivery delivery) {
        Match match = delivery.as(Match.class);
        if (!delivery.envelope().tenant().value().equals(match.tenantId())) {
            throw new IllegalArgumentException("the match's tenant is not the message's");
        }
        return new Sighting(
                Objects.requireNonNull(match.matchId(), "match_id"),
                UUID.fromString(Objects.requireNonNull(match.ruleId(), "rule_id")),
                match.total(),
                Objects.requireNonNull(match.detectedAt(), "detected_at"));
    }

    /** One for each match, in order of match ids: what says most of it. */
    static Collection<Sighting> latest(Collection<Sighting> all) {
        Map<String, Sighting> latest = new TreeMap<>();
        all.forEach(one -> latest.merge(one.matchId(), one, (a, b) -> b.total() > a.total() ? b : a));
        return latest.values();
    }
}
