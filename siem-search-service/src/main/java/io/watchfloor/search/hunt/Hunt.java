package io.watchfloor.search.hunt;

import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.search.SearchResult;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stored hunt in its present version. Runs do not change the version. */
record Hunt(
        TenantId tenant,
        HuntId id,
        int version,
        HuntSpec spec,
        Sharing sharing,
        Schedule schedule,
        Telemetry telemetry,
        Owner owner,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * When a hunt runs by itself.
     *
     * @param nextRunAt null while it does not
     * @param watermark how far scheduled runs have come: the next offset of each partition; null while it does not
     */
    record Schedule(
            boolean enabled,
            int intervalMinutes,
            @Nullable Instant nextRunAt,
            @Nullable String watermark) {}

    /**
     * What runs found.
     *
     * @param lastMatchCount of the last run that succeeded
     * @param lastMatchRelation whether that is exact
     * @param runCount runs that came to an end
     */
    record Telemetry(
            @Nullable Instant lastRunAt,
            @Nullable Long lastMatchCount,
            SearchResult.@Nullable Relation lastMatchRelation,
            long runCount) {
        static final Telemetry NONE = new Telemetry(null, null, null, 0);
    }

    /** Who made the hunt, and what their newest token said. */
    record Owner(String subject, Set<String> roles, Instant seenAt) {
        Owner {
            roles = Set.copyOf(roles);
        }
    }

    /** Whether the caller made the hunt. */
    boolean isOwnedBy(Caller caller) {
        return owner.subject().equals(caller.subject());
    }

    /** The value of its {@code ETag} header (RFC 9110 §8.8.3). */
    String etag() {
        return "\"" + version + "\"";
    }

    /** The next version, with other descriptions and another audience. */
    Hunt described(HuntSpec next, Sharing audience, Instant now) {
        return new Hunt(tenant, id, version + 1, next, audience, schedule, telemetry, owner, createdAt, now);
    }

    /** The next version, with another schedule. */
    Hunt scheduled(Schedule next, Instant now) {
        return new Hunt(tenant, id, version + 1, spec, sharing, next, telemetry, owner, createdAt, now);
    }
}
