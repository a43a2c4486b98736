package io.watchfloor.detection.backtest;

import io.watchfloor.platform.identity.TenantId;
import java.util.UUID;

/**
 * The right to work on a back-test until the lease ends.
 *
 * @param epoch grows with each claim, from 1: work under an older one changes nothing
 */
record BacktestClaim(TenantId tenant, UUID id, int epoch) {}
