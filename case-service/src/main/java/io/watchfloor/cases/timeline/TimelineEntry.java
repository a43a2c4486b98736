package io.watchfloor.cases.timeline;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry, as it is stored and shown.
 *
 * @param seq 1 for the first entry of the subject, without gaps
 * @param at when it was written
 * @param eventTime when what it tells of happened
 * @param from what it was before, for changes
 * @param ref id of what it refers to: a case, an alert, an event
 * @param sourceEventId what caused it; a subject has one entry for it
 */
public record TimelineEntry(
        UUID id,
        long seq,
        Instant at,
        Instant eventTime,
        TimelineKind kind,
        Actor actor,
        String summary,
        @Nullable String from,
        @Nullable String to,
        @Nullable String ref,
        String sourceEventId) {}
