package io.watchfloor.detection.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.detection.rule.RuleId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule can fire and does its work.
 *
 * @param state the worst of the reasons
 * @param reasons none when it is well
 * @param canarySentAt when an event that must make it fire was last sent
 * @param canarySeenAt when it last fired for such an event
 * @param matches in the last 24 hours
 * @param runP95Ms milliseconds that 95 of 100 of its scheduled runs of the last 24 hours did not exceed
 */
@Schema(name = "RuleHealth")
public record RuleHealth(
        RuleId ruleId,
        String name,
        boolean enabled,
        State state,
        List<Reason> reasons,
        @Nullable Instant canarySentAt,
        @Nullable Instant canarySeenAt,
        long matches,
        @Nullable Long runP95Ms) {
    public RuleHealth {
        reasons = List.copyOf(reasons);
    }

    /** In order of gravity. */
    @Schema(name = "RuleHealthState")
    public enum State {
        @JsonProperty("green")
        GREEN,
        @JsonProperty("yellow")
        YELLOW,
        @JsonProperty("red")
        RED
    }

    /** What is wrong, and what it means. */
    @Schema(name = "RuleHealthReason")
    public record Reason(State state, String code, String message) {}
}
