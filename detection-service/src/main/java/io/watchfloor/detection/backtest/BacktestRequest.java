package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.detection.rule.RuleSpec;
import io.watchfloor.detection.schedule.RunRequest;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to test: the present version of the rule if neither {@code version} nor {@code rule} is given.
 *
 * @param timeRange event time up to now, such as {@code 30d}; not together with from
 * @param from event time after this instant
 * @param to event time up to and with this instant; now if absent
 * @param version an older version of the rule
 * @param rule the rule as it would be after a change, whole, as for creating one
 * @param maxMatches matches to list, default 100
 */
@Schema(name = "BacktestRequest")
public record BacktestRequest(
        @Nullable String timeRange,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable @Min(1) Integer version,

        @Nullable @Schema(implementation = RuleSpec.class) ObjectNode rule,

        @Nullable @Min(1) @Max(1_000) Integer maxMatches) {
    static final BacktestRequest DEFAULT = new BacktestRequest(null, null, null, null, null, null);
    private static final int MATCHES = 100;

    /** The stretch of event time that is meant; 400 when the request contradicts itself. */
    TimeRange range(Instant now, Duration standard) {
        if (version != null && rule != null) {
            throw ProblemException.invalid("/rule", "conflict", "Give either version or rule");
        }
        return new RunRequest(timeRange, from, to).range(now, standard);
    }

    int matches() {
        return maxMatches == null ? MATCHES : maxMatches;
    }
}
