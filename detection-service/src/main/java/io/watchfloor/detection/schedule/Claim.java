package io.watchfloor.detection.schedule;

import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import java.util.UUID;

/**
 * The right to run a rule until the lease ends.
 *
 * @param epoch grows with each claim: work under an older one changes nothing
 */
record Claim(TenantId tenant, RuleId rule, int version, long epoch, UUID runId) {}
