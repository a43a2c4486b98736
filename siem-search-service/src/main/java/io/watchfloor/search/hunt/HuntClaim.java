package io.watchfloor.search.hunt;

import io.watchfloor.platform.identity.TenantId;
import java.util.UUID;

/**
 * The right to run a hunt until the lease ends.
 *
 * @param epoch grows with each claim: work under an older one changes nothing
 */
record HuntClaim(TenantId tenant, HuntId hunt, int version, long epoch, UUID runId, HuntRun.Mode mode, String owner) {}
