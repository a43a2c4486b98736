package io.watchfloor.detection.coverage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule was asked about. Users see times; places are offsets of the events topic, which count the events of all tenants, and
 * are for services alone.
 *
 * @param logicVersion the version of the rule that last changed what it decides by; coverage begins anew with it
 * @param evaluated what it was asked about, by the stream or by runs; at most 1,000
 * @param holes what it was not asked about since it was made; at most 1,000
 * @param evaluatedOffsets offsets that it was asked about; for services
 * @param missingOffsets those that it was not; for services
 * @param percent of the offsets since it was made that it was asked about, rounded down
 * @param event when it was asked about the event of {@code event_id}
 */
@Schema(name = "RuleCoverage")
public record CoverageView(
        UUID ruleId,
        int logicVersion,
        List<Interval> evaluated,
        List<Hole> holes,

        @Schema(description = "Services only: offsets that it was asked about") @Nullable
        Long evaluatedOffsets,

        @Schema(description = "Services only: offsets that it was not asked about") @Nullable
        Long missingOffsets,

        double percent,
        @Nullable EventCoverage event) {
    static final int MAX_INTERVALS = 1_000;

    /**
     * Events that passed one after the other.
     *
     * @param from they passed not before this time
     * @param to and not after this one
     * @param partition of the events topic; for services, as the offsets are
     * @param fromOffset of the first
     * @param toOffset behind the last
     */
    @Schema(name = "CoverageInterval")
    public record Interval(
            Instant from,
            Instant to,

            @Schema(description = "Services only: of the events topic") @Nullable
            Integer partition,

            @Schema(description = "Services only: of the first event") @Nullable
            Long fromOffset,

            @Schema(description = "Services only: behind the last event") @Nullable
            Long toOffset) {
        static Interval of(Placed place, Passing passed) {
            return new Interval(
                    passed.from(),
                    passed.to(),
                    place.partition(),
                    place.range().from(),
                    place.range().to());
        }

        private Passing passing() {
            return new Passing(from, to);
        }

        /** Those of all partitions, without their places. */
        private static List<Interval> joined(List<Interval> intervals) {
            return Passing.joined(intervals.stream().map(Interval::passing).toList()).stream()
                    .map(passed -> new Interval(passed.from(), passed.to(), null, null, null))
                    .toList();
        }
    }

    /**
     * Events that the rule was not asked about, and why.
     *
     * @param from they passed not before this time
     * @param to and not after this one, or have not passed yet
     * @param partition of the events topic; for services, as the offsets are
     * @param fromOffset of the first
     * @param toOffset behind the last
     */
    @Schema(name = "CoverageHole")
    public record Hole(
            Instant from,
            Instant to,
            Reason reason,

            @Schema(description = "Services only: of the events topic") @Nullable
            Integer partition,

            @Schema(description = "Services only: of the first event") @Nullable
            Long fromOffset,

            @Schema(description = "Services only: behind the last event") @Nullable
            Long toOffset) {
        static Hole of(RuleCoverage.Missing missing, Passing passed) {
            return new Hole(
                    passed.from(),
                    passed.to(),
                    missing.reason(),
                    missing.place().partition(),
                    missing.place().range().from(),
                    missing.place().range().to());
        }

        private Passing passing() {
            return new Passing(from, to);
        }

        private static List<Hole> joined(List<Hole> holes) {
            List<Hole> joined = new ArrayList<>();
            for (Reason reason : Reason.values()) {
                List<Passing> passed = holes.stream()
                        .filter(hole -> hole.reason() == reason)
                        .map(Hole::passing)
                        .toList();
                Passing.joined(passed)
                        .forEach(each -> joined.add(new Hole(each.from(), each.to(), reason, null, null, null)));
            }
            joined.sort(Comparator.comparing(Hole::from).thenComparing(Hole::to));
            return joined;
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
    public record EventCoverage(UUID eventId, boolean evaluated, List<Evaluation> evaluations) {}

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

    /** As users see it: times of all partitions together, no places and no numbers of them. */
    CoverageView withoutPlaces() {
        return new CoverageView(
                ruleId, logicVersion, Interval.joined(evaluated), Hole.joined(holes), null, null, percent, event);
    }
}
