package io.watchfloor.cases.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry to append; it gets its id, number and time of writing when it is stored.
 *
 * @param sourceEventId what causes it: an entry of the same cause on the same subject is left out
 */
public record TimelineDraft(
        TimelineKind kind,
        Actor actor,
        Instant eventTime,
        String summary,
        @Nullable String from,
        @Nullable String to,
        @Nullable String ref,
        String sourceEventId) {

    /** An entry without change or reference. */
    public static TimelineDraft of(
            TimelineKind kind, Actor actor, Instant eventTime, String summary, String sourceEventId) {
        return new TimelineDraft(kind, actor, eventTime, summary, null, null, null, sourceEventId);
    }

    /** The same, telling what it was before and what it is now. */
    public TimelineDraft change(@Nullable String before, @Nullable String after) {
        return new TimelineDraft(kind, actor, eventTime, summary, before, after, ref, sourceEventId);
    }

    /** The same, referring to something. */
    public TimelineDraft about(String reference) {
        return new TimelineDraft(kind, actor, eventTime, summary, from, to, reference, sourceEventId);
    }
}
