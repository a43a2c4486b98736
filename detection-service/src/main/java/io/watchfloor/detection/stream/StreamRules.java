package io.watchfloor.detection.stream;

import io.watchfloor.detection.rule.TenantRules;

/** The rules as they are now. */
interface StreamRules {
    TenantRules of(String tenant);

    /** Whether a correlation of some tenant waits for time to pass. */
    boolean waits();
}
