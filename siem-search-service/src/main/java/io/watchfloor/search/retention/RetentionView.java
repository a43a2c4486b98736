package io.watchfloor.search.retention;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's events are kept, by event time.
 *
 * @param version 0 as long as nothing was set
 * @param defaultDays of sources that are not named; absent where {@code operator_days} holds
 * @param operatorDays what the operator set for tenants that say nothing; absent for ever
 * @param leastDays fewest days that may be set
 */
@Schema(name = "Retention")
public record RetentionView(
        int version,
        @Nullable Integer defaultDays,
        Map<String, Integer> sources,
        @Nullable Integer operatorDays,
        int leastDays,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {
    public RetentionView {
        sources = Map.copyOf(sources);
    }

    static RetentionView of(RetentionPolicy policy, RetentionConfig config) {
        return new RetentionView(
                policy.version(),
                policy.defaultDays(),
                policy.sources(),
                config.defaultDays() == 0 ? null : config.defaultDays(),
                config.leastDays(),
                policy.updatedAt(),
                policy.updatedBy());
    }
}
