package io.watchfloor.rules.window;

import java.util.List;

/**
 * What is remembered of one group of one rule. Times are epoch milliseconds and both ends of a range are included; a
 * range that ends before it begins is empty. Lists are ordered by time then id unless said otherwise. A log may forget
 * its oldest arrivals to stay bounded; it must then keep at least as many hits as the rule's threshold.
 */
public interface GroupLog {
    /** Remembers a hit; false if it was known. */
    boolean add(Hit hit);

    /** Remembers a follow-up; false if it was known. */
    boolean add(FollowUp followUp);

    List<Hit> hits(long fromMs, long toMs);

    /** The newest hits of the range, newest first, at most {@code limit}. */
    List<Hit> latestHits(long fromMs, long toMs, int limit);

    /** Whether the range has at least so many hits. */
    default boolean hasAtLeast(int count, long fromMs, long toMs) {
        return latestHits(fromMs, toMs, count).size() >= count;
    }

    List<FollowUp> followUps(long fromMs, long toMs);

    /** The bursts that are hot somewhere in the range, in order of time. */
    List<Burst> bursts(long fromMs, long toMs);

    /** Stores a burst in place of those that became part of it. */
    void replace(List<Burst> absorbed, Burst by);
}
