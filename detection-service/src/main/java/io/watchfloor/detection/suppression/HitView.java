package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.Match;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that a suppression kept back, as it is answered. */
@Schema(name = "SuppressionHit")
public record HitView(
        UUID id,
        UUID suppressionId,
        UUID ruleId,

        @Schema(description = "The match that was muted, in whole or in part; absent for a log that was not promoted")
        @Nullable
        String matchId,

        Match.@Nullable Trigger trigger,
        @Nullable String runId,

        @Schema(description = "Why, in the words of the suppression")
        String reason,

        @Schema(description = "Events that were muted") int eventCount,
        List<String> logIds,
        Map<String, String> group,
        Instant mutedAt,
        @Nullable Instant promotedAt,
        @Nullable String promotedBy) {

    static HitView of(SuppressionHit hit) {
        Match match = hit.match();
        StoredSuppression.Change released = hit.released();
        return new HitView(
                hit.id(),
                hit.suppression(),
                hit.rule(),
                match == null ? null : match.matchId(),
                match == null ? null : match.trigger(),
                hit.runId(),
                hit.reason(),
                hit.eventIds().size(),
                hit.eventIds(),
                match == null ? Map.of() : match.group(),
                hit.mutedAt(),
                released == null ? null : released.at(),
                released == null ? null : released.by());
    }
}
