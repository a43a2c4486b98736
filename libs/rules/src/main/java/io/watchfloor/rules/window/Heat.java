package io.watchfloor.rules.window;

/**
 * Whether the hits of a span of time are enough. Must be monotone: a further hit never turns true into false. Then the
 * bursts of a group depend on the set of its hits and not on their order.
 */
@FunctionalInterface
public interface Heat {
    /** Both ends of the span, epoch ms, are included. */
    boolean holds(GroupLog log, long fromMs, long toMs);

    /** At least so many hits. */
    static Heat ofCount(int threshold) {
        return (log, fromMs, toMs) -> log.hasAtLeast(threshold, fromMs, toMs);
    }
}
