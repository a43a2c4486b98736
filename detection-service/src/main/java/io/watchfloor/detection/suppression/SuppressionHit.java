package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.rules.match.MatchIds;
import io.watchfloor.rules.suppress.SplitMatch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a suppression kept back.
 *
 * @param id of the record
 * @param fact the same for the same fact, however often it is found
 * @param match what was muted, to be sent again; null for a log that was not promoted
 * @param released who brought it back and when
 */
record SuppressionHit(
        TenantId tenant,
        UUID id,
        String fact,
        UUID suppression,
        UUID rule,
        @Nullable String runId,
        String reason,
        List<String> eventIds,
        @Nullable Match match,
        Instant mutedAt,
        StoredSuppression.@Nullable Change released) {
    SuppressionHit {
        eventIds = List.copyOf(eventIds);
    }

    /** A part of a match that a run found. */
    static SuppressionHit ofRun(UUID id, SplitMatch.Part part, UUID runId, Instant at) {
        Match match = part.match();
        List<String> events =
                match.occurrences().stream().map(Occurrence::eventId).toList();
        UUID suppression = UUID.fromString(part.suppression().suppressionId());
        return new SuppressionHit(
                new TenantId(match.tenantId()),
                id,
                fact(suppression, match, events),
                suppression,
                UUID.fromString(match.ruleId()),
                runId.toString(),
                part.suppression().reason(),
                events,
                match,
                at,
                null);
    }

    /** What promotion says it muted. */
    static SuppressionHit ofPromotion(UUID id, Promotion muted) {
        UUID suppression = UUID.fromString(Objects.requireNonNull(muted.suppressionId(), "suppression_id"));
        Match match = muted.match();
        return new SuppressionHit(
                new TenantId(muted.tenantId()),
                id,
                match == null ? muted.promotionId() : fact(suppression, match, muted.eventIds()),
                suppression,
                UUID.fromString(muted.ruleId()),
                muted.runId(),
                Objects.requireNonNullElse(muted.reason(), ""),
                muted.eventIds(),
                match,
                muted.at(),
                null);
    }

    SuppressionHit releasedBy(StoredSuppression.Change change) {
        return new SuppressionHit(tenant, id, fact, suppression, rule, runId, reason, eventIds, match, mutedAt, change);
    }

    /** The same whether the stream or a run found it. */
    private static String fact(UUID suppression, Match match, List<String> events) {
        Match.Escalation escalation = match.escalation();
        String raised = escalation == null ? "" : escalation.name() + "|" + escalation.eventId();
        List<String> sorted = events.stream().sorted().toList();
        return MatchIds.hash(List.of(suppression.toString(), match.matchId(), raised, String.join("\n", sorted)));
    }
}
