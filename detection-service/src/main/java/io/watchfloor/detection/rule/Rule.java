package io.watchfloor.detection.rule;

import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored rule in its present version.
 *
 * @param logicVersion the version that last changed what the rule decides by
 * @param nextRunAt when the scheduler runs it next; null without a schedule
 * @param watermark how far scheduled runs have come, as the search service gave it; null before the first
 */
public record Rule(
        TenantId tenant,
        RuleId id,
        int version,
        int logicVersion,
        RuleSpec spec,
        @Nullable Instant nextRunAt,
        @Nullable String watermark,
        Telemetry telemetry,
        Change created,
        Change updated) {

    public RuleDefaults effective() {
        return new RuleDefaults(spec);
    }

    /** Whether the caller made the rule. */
    public boolean isOwnedBy(Caller caller) {
        return created.by().equals(caller.subject());
    }

    /** Who and when. */
    public record Change(Instant at, String by) {}

    /** What runs found. {@code lastTriggeredAt} is the last run with a match. */
    public record Telemetry(
            @Nullable Instant lastRunAt,
            @Nullable Long lastMatchCount,
            @Nullable Instant lastTriggeredAt) {
        static final Telemetry NONE = new Telemetry(null, null, null);
    }

    /** A new rule, version 1. */
    static Rule created(Caller caller, RuleId id, RuleSpec spec, @Nullable Instant nextRun, Instant now) {
        Change change = new Change(now, caller.subject());
        return new Rule(caller.tenant(), id, 1, 1, spec, nextRun, null, Telemetry.NONE, change, change);
    }

    /** The rule with the body of another version. */
    public Rule as(int otherVersion, int otherLogicVersion, RuleSpec other) {
        return new Rule(
                tenant, id, otherVersion, otherLogicVersion, other, nextRunAt, watermark, telemetry, created, updated);
    }

    /** The next version; unchanged logic keeps its version, so its windows and match ids go on. */
    Rule changedTo(RuleSpec next, @Nullable Instant nextRun, Change change) {
        boolean sameLogic =
                new RuleDefaults(next).definition().equals(effective().definition());
        int nextVersion = version + 1;
        return new Rule(
                tenant,
                id,
                nextVersion,
                sameLogic ? logicVersion : nextVersion,
                next,
                nextRun,
                watermark,
                telemetry,
                created,
                change);
    }
}
