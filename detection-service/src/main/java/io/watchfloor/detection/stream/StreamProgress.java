package io.watchfloor.detection.stream;

import java.util.OptionalLong;

/**
 * How far one partition of the events has been matched, as the time at which its events were stored: those of the records, or,
 * after a silence in which any event there is would have come, the clock.
 */
final class StreamProgress {
    private static final long SILENCE_MS = 5_000;

    private long reachedMs = Long.MIN_VALUE;
    private long busyMs;
    private long toldMs = Long.MIN_VALUE;

    /** @param nowMs when the partition was taken over */
    StreamProgress(long nowMs) {
        this.busyMs = nowMs;
    }

    /** An event that was stored at this time was matched. */
    void matched(long storedMs, long nowMs) {
        reachedMs = Math.max(reachedMs, storedMs);
        busyMs = nowMs;
    }

    /** How far it is, if that is further than was last said. */
    OptionalLong news(long nowMs) {
        if (nowMs - busyMs >= SILENCE_MS) {
            reachedMs = Math.max(reachedMs, nowMs - SILENCE_MS);
        }
        if (reachedMs <= toldMs) {
            return OptionalLong.empty();
        }
        toldMs = reachedMs;
        return OptionalLong.of(reachedMs);
    }
}
