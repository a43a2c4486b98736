package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.GroupLog;
import io.watchfloor.rules.window.Hit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one group of one correlation: hits and bursts in order of time, up to when the group is settled,
 * and the terms it has seen. Times are epoch milliseconds; both ends of a range are included.
 */
public interface CorrelationLog extends GroupLog {
    /** Remembers a hit; false if it was known. */
    boolean add(RefHit hit);

    /** Whether a known hit comes again by the message that brought it first, so that what it led to may have been lost. */
    default boolean isAgain(RefHit hit) {
        return false;
    }

    /** Whether it surely has no burst and fewer hits than that; no when it cannot easily say. */
    default boolean isQuiet(int hits) {
        return false;
    }

    /** The hits of the range, in order of time, then key. */
    void scan(long fromMs, long toMs, Consumer<RefHit> into);

    /** The time of the first hit at or after this one; {@link Long#MAX_VALUE} if there is none. */
    long nextTime(long fromMs);

    /** Hits forgotten so far: another number says that what was read before may be gone. */
    long forgotten();

    /** Hits and bursts that end before this time are needed no more. */
    void mayForgetBefore(long timeMs);

    /** Up to when, exclusively, all that was to be found has been found. */
    long settledMs();

    void settle(long untilMs);

    /** When the group's first term was seen; {@link Long#MAX_VALUE} before that. */
    long learningSince();

    void learnSince(long timeMs);

    /** When a term was last seen; null if it never was, or too long ago. */
    @Nullable
    Long lastSeen(String term);

    /** Remembers a term; those last seen before {@code forgetBefore} may be forgotten. */
    void seen(String term, long timeMs, long forgetBefore);

    @Override
    default boolean add(Hit hit) {
        return add(RefHit.of(hit.timeMs(), hit.eventId()));
    }

    /** Correlations have no follow-ups. */
    @Override
    default boolean add(FollowUp followUp) {
        return false;
    }

    @Override
    default List<FollowUp> followUps(long fromMs, long toMs) {
        return List.of();
    }
}
