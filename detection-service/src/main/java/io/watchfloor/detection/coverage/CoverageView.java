package io.watchfloor.detection.coverage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule was asked about. Places are offsets of the events topic, as in {@code watchfloor.sequence}; they count the
 * events of all tenants.
 *
 * @param logicVersion the version of the rule that last changed what it decides by; coverage begins anew with it
 * @param evaluated what it was asked about, by the stream or by runs; at most 1,000
 * @param holes what it was not asked about since it was made; at most 1,000
 * @param percent of the offsets since it was made that it was asked about, rounded down
 * @param event when it was asked about the event of {@code event_sequence}
 */
@Schema(name = "RuleCoverage")
public record CoverageView(
        UUID ruleId,
        int logicVersion,
        List<Interval> evaluated,
        List<Hole> holes,
        long evaluatedOffsets,
        long missingOffsets,
        double percent,
        @Nullable EventCoverage event) {
    static final int MAX_INTERVALS = 1_000;

    /** Offsets from {@code fromOffset} up to but not including {@code toOffset}. */
    @Schema(name = "CoverageInterval")
    public record Interval(int partition, long fromOffset, long toOffset) {
        static Interval of(Placed place) {
            return new Interval(
                    place.partition(), place.range().from(), place.range().to());
        }
    }

    /** An interval that the rule was not asked about, and why. */
    @Schema(name = "CoverageHole")
    public record Hole(int partition, long fromOffset, long toOffset, Reason reason) {
        static Hole of(Placed place, Reason reason) {
            return new Hole(
                    place.partition(), place.range().from(), place.range().to(), reason);
        }
    }

    /** Why there is a hole. All but the first are closed by a back-fill alone. */
    public enum Reason {
        /** The stream or the schedule will come to it. */
        @JsonProperty("not_yet_evaluated")
        NOT_YET_EVALUATED,
        /** The rule was disabled when it passed. */
        @JsonProperty("disabled")
        DISABLED,
        /** It passed and the ledger does not say that the rule was asked: the event could not be handled, say. */
        @JsonProperty("not_recorded")
        NOT_RECORDED
    }

    /** Whether and when the rule was asked about one event, whatever its version was then. */
    public record EventCoverage(String sequence, boolean evaluated, List<Evaluation> evaluations) {}

    /**
     * One time that the rule was asked about an event.
     *
     * @param by {@code stream} or {@code run}
     * @param from not before this time
     * @param to not after this time
     * @param matchCount matches of the whole run
     */
    @Schema(name = "CoverageEvaluation")
    public record Evaluation(
            String by,
            int ruleVersion,
            int logicVersion,
            Instant from,
            Instant to,
            @Nullable UUID runId,
            @Nullable String triggerMode,
            @Nullable Long matchCount) {}
}
