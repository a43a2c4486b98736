package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded window in which what a rule finds is muted: recorded and counted, but no alert. Half-open: an event at {@code
 * startsAt} is muted, one at {@code endsAt} is not.
 *
 * @param version grows with each change; a consumer ignores a lower one than it has
 * @param criteria what an event must be like, by key; empty with scope {@link Scope#ALL}
 * @param revokedAt when it was lifted; a lifted suppression mutes nothing
 */
public record Suppression(
        String suppressionId,
        String tenantId,
        String ruleId,
        int version,
        @Nullable String name,
        String reason,
        Scope scope,
        Map<String, Object> criteria,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant revokedAt,
        Instant updatedAt) {
    public Suppression {
        criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
    }

    /** Which events of the rule are muted. */
    public enum Scope {
        /** Those that the criteria describe. */
        @JsonProperty("criteria")
        CRITERIA,
        /** Every one. */
        @JsonProperty("all")
        ALL
    }

    /** Whether it mutes at this instant. */
    public boolean isActiveAt(Instant at) {
        return revokedAt == null && !at.isBefore(startsAt) && at.isBefore(endsAt);
    }
}
