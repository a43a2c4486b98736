package io.watchfloor.search.hunt;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.search.search.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a hunt.
 *
 * @param runBy who ran it; of a scheduled run the hunt's owner, with whose rights it ran
 * @param matchCount events that matched; of a scheduled run those that were stored since the one before
 * @param sampleLogIds ids of events that matched, at most 20
 * @param error why it did not succeed
 * @param durationMs milliseconds from start to end; absent while it runs
 */
@Schema(name = "HuntRun")
public record HuntRun(
        UUID runId,
        HuntId huntId,
        int huntVersion,
        Mode triggerMode,
        Status status,
        String runBy,
        long matchCount,
        SearchResult.Relation matchRelation,
        List<String> sampleLogIds,
        @Nullable String error,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMs) {
    static final int MAX_SAMPLE = 20;

    public HuntRun {
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
        CATCH_UP
    }

    /** All but running are final. */
    public enum Status {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        /** Its process died or hung. */
        @JsonProperty("abandoned")
        ABANDONED
    }
}
