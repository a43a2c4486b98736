package io.watchfloor.search.job;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.search.SearchSteps.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search job.
 *
 * @param position where it goes on
 * @param lookedTo the time up to which, or back to which, everything was looked at; null before the first step
 * @param times when it was made, taken up first, ended and is forgotten
 */
record Job(
        TenantId tenant,
        UUID id,
        String createdBy,
        JobRequest request,
        JobState state,
        Position position,
        @Nullable Instant lookedTo,
        Counts counts,
        @Nullable String reason,
        @Nullable String error,
        Times times) {

    /**
     * @param matched events so far
     * @param kept of them as results
     * @param keptBytes of these
     * @param exact whether all were looked at
     */
    record Counts(long matched, int kept, long keptBytes, boolean exact) {}

    record Times(
            Instant created,
            @Nullable Instant started,
            @Nullable Instant finished,
            Instant expires) {}

    /** The part of the time range that was looked at, 0 to 1. */
    double progress() {
        if (counts.exact()) {
            return 1;
        }
        if (lookedTo == null) {
            return 0;
        }
        double whole =
                Duration.between(position.range().from(), position.range().to()).toMillis();
        boolean forward = "@timestamp:asc".equals(request.sort());
        Duration done = forward
                ? Duration.between(position.range().from(), lookedTo)
                : Duration.between(lookedTo, position.range().to());
        return Math.clamp(done.toMillis() / Math.max(1, whole), 0, 1);
    }
}
