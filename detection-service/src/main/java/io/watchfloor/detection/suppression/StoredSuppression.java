package io.watchfloor.detection.suppression;

import io.watchfloor.contracts.Suppression;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored suppression.
 *
 * @param spec with nothing left out
 * @param revoked who lifted it and when; null while it stands
 */
record StoredSuppression(
        TenantId tenant,
        SuppressionId id,
        RuleId rule,
        int version,
        SuppressionSpec spec,
        Change created,
        Change updated,
        @Nullable Change revoked,
        Hits hits) {

    /** Who and when. */
    record Change(Instant at, String by) {}

    /** How many different events it muted, and when it last did. */
    record Hits(long count, @Nullable Instant lastAt) {
        static final Hits NONE = new Hits(0, null);
    }

    static StoredSuppression created(
            TenantId tenant, SuppressionId id, RuleId rule, SuppressionSpec spec, Change change) {
        return new StoredSuppression(tenant, id, rule, 1, spec, change, change, null, Hits.NONE);
    }

    StoredSuppression changedTo(SuppressionSpec next, Change change) {
        return new StoredSuppression(tenant, id, rule, version + 1, next, created, change, revoked, hits);
    }

    StoredSuppression revoked(Change change) {
        return new StoredSuppression(tenant, id, rule, version + 1, spec, created, change, change, hits);
    }

    /** As promotion and runs know it. */
    Suppression contract() {
        return new Suppression(
                id.toString(),
                tenant.value(),
                rule.toString(),
                version,
                spec.name(),
                spec.reason(),
                Objects.requireNonNull(spec.scope()),
                Objects.requireNonNullElse(spec.criteria(), Map.of()),
                Objects.requireNonNull(spec.startsAt()),
                spec.endsAt(),
                revoked == null ? null : revoked.at(),
                updated.at());
    }
}
