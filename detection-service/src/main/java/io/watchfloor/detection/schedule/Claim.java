package io.watchfloor.detection.schedule;

import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import java.util.UUID;

/**
 * The right to run a rule until the lease ends.
 *
 * @param epoch grows with each claim: work under an older one changes nothing
 * @param lane whose room the run takes
 */
record Claim(TenantId tenant, RuleId rule, int version, long epoch, UUID runId, RuleRun.Mode mode, Lane lane) {

    /** Two kinds of work with room of their own, so that one kind cannot hold up the other. */
    enum Lane {
        /** Due by the schedule, and the last run was within its time budget. */
        LIVE,
        /** Goes on with what a run left behind, or its last run was over the budget. */
        SLOW
    }
}
