package io.watchfloor.rules.correlation;

import org.jspecify.annotations.Nullable;

/**
 * A log with what {@link RuleGroups} keeps of its group. One object for both: with many groups each further object costs a
 * look into cold memory.
 */
abstract class ScheduledLog implements CorrelationLog {
    private long scheduledMs = Long.MAX_VALUE;
    private boolean used;
    private @Nullable GroupCorrelation opened;

    /** The watermark at which the group is to be judged; {@link Long#MAX_VALUE} for never. */
    final long scheduledMs() {
        return scheduledMs;
    }

    final void schedule(long atMs) {
        scheduledMs = atMs;
    }

    final void use() {
        used = true;
    }

    /** Whether it was used since this was last asked. */
    final boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** The correlation over this log, which one that remembers something stays with. */
    final GroupCorrelation correlation(Correlation correlation) {
        if (opened != null) {
            return opened;
        }
        GroupCorrelation fresh = correlation.open(this);
        if (correlation.remembers()) {
            opened = fresh;
        }
        return fresh;
    }
}
