package io.watchfloor.rules.window;

/**
 * A maximal chain of hot hits, neighbours less than a window apart. Its members are the hits in
 * {@code (firstHotMs - window, lastHotMs]}; bursts of a group never share one. Its first member identifies it.
 *
 * @param first the earliest member
 * @param firstHotMs time of the first hot hit, epoch ms
 * @param lastHotMs time of the last hot hit, which is the last member, epoch ms
 * @param total members so far
 */
public record Burst(Hit first, long firstHotMs, long lastHotMs, long total) {
    public Burst {
        if (first.timeMs() > firstHotMs || firstHotMs > lastHotMs) {
            throw new IllegalArgumentException("a burst begins before it is hot and ends after");
        }
    }

    /** Whether every hot hit of the other lies within this one. */
    public boolean covers(Burst other) {
        return firstHotMs <= other.firstHotMs && other.lastHotMs <= lastHotMs;
    }
}
