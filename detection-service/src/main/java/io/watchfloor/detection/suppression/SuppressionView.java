package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.Suppression;
import io.watchfloor.detection.rule.RuleId;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A suppression as it is answered. */
@Schema(name = "StoredSuppression")
public record SuppressionView(
        String id,
        RuleId ruleId,
        int version,
        @Nullable String name,
        String reason,
        Suppression.Scope scope,
        Map<String, Object> criteria,
        Instant startsAt,
        Instant endsAt,
        @Schema(description = "Whether it mutes now") boolean active,

        @Schema(description = "How many different events it muted")
        long hitCount,

        @Nullable Instant lastHitAt,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    static SuppressionView of(StoredSuppression stored, Instant now) {
        Suppression suppression = stored.contract();
        StoredSuppression.Change revoked = stored.revoked();
        return new SuppressionView(
                suppression.suppressionId(),
                stored.rule(),
                stored.version(),
                suppression.name(),
                suppression.reason(),
                suppression.scope(),
                suppression.criteria(),
                suppression.startsAt(),
                suppression.endsAt(),
                suppression.isActiveAt(now),
                stored.hits().count(),
                stored.hits().lastAt(),
                stored.created().at(),
                stored.created().by(),
                stored.updated().at(),
                stored.updated().by(),
                revoked == null ? null : revoked.at(),
                revoked == null ? null : revoked.by());
    }
}
