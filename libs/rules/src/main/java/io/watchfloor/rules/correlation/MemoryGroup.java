package io.watchfloor.rules.correlation;

/** One group in memory and when it is to be looked at again. */
final class MemoryGroup {
    private final MemoryLog log;
    private final GroupCorrelation correlation;
    private long scheduledMs = Long.MAX_VALUE;

    MemoryGroup(MemoryLog log, GroupCorrelation correlation) {
        this.log = log;
        this.correlation = correlation;
    }

    MemoryLog log() {
        return log;
    }

    GroupCorrelation correlation() {
        return correlation;
    }

    /** The watermark; {@link Long#MAX_VALUE} for never. */
    long scheduledMs() {
        return scheduledMs;
    }

    void schedule(long atMs) {
        scheduledMs = atMs;
    }
}
