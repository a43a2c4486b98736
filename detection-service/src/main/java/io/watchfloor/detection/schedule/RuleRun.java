package io.watchfloor.detection.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a rule over stored events.
 *
 * @param matchCount matches found
 * @param suppressedCount of those, kept back by a suppression
 * @param promotedCount of those, handed on to become alerts
 * @param sampleLogIds ids of events that matched, at most 20
 * @param error why it did not succeed
 * @param durationMs milliseconds from start to end; absent while it runs
 */
@Schema(name = "RuleRun")
public record RuleRun(
        UUID runId,
        UUID ruleId,
        int ruleVersion,
        Mode triggerMode,
        Status status,
        long matchCount,
        long suppressedCount,
        long promotedCount,
        List<String> sampleLogIds,
        @Nullable String error,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMs) {
    static final int MAX_SAMPLE = 20;

    public RuleRun {
        sampleLogIds = List.copyOf(sampleLogIds);
    }

    /** What made it run. */
    public enum Mode {
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("scheduled")
        SCHEDULED,
        /** Goes on with what a scheduled run left, which failed, died or gave way to others. */
        @JsonProperty("catch_up")
        CATCH_UP,
        /** Closes holes of the coverage. */
        @JsonProperty("backfill")
        BACKFILL
    }

    /** All but running are final. */
    public enum Status {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        /** Its process died or was too slow. */
        @JsonProperty("abandoned")
        ABANDONED
    }
}
