package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a match, of a part of it, or of a log that somebody wished to promote.
 *
 * @param promotionId the same for the same fact, however often it is stated
 * @param matchId null when a log was promoted by hand
 * @param runId the run that found it, where one did
 * @param count events that this is about
 * @param eventIds those events, at most {@value Match#MAX_OCCURRENCES}
 * @param alertId the alert that they became part of
 * @param suppressionId what muted them
 * @param reason why they were muted, in the words of the suppression
 * @param match of what was muted all that makes it a match, to be sent again when the muting is lifted
 */
public record Promotion(
        String promotionId,
        String tenantId,
        String ruleId,
        Outcome outcome,
        @Nullable String matchId,
        @Nullable String runId,
        long count,
        List<String> eventIds,
        @Nullable String alertId,
        @Nullable String suppressionId,
        @Nullable String reason,
        @Nullable Match match,
        Instant at) {
    public Promotion {
        eventIds = List.copyOf(eventIds);
        if (eventIds.size() > Match.MAX_OCCURRENCES) {
            throw new IllegalArgumentException("a promotion names at most " + Match.MAX_OCCURRENCES + " events");
        }
    }

    /** What it became. */
    public enum Outcome {
        /** A new alert. */
        @JsonProperty("created")
        CREATED,
        /** Part of an alert that was there. */
        @JsonProperty("deduplicated")
        DEDUPLICATED,
        /** Nothing that anybody is shown: a suppression kept it back. */
        @JsonProperty("muted")
        MUTED,
        /** A late count on a closed alert. */
        @JsonProperty("late")
        LATE,
        /** Part of the one alert that stands for too many. */
        @JsonProperty("overflow")
        OVERFLOW
    }
}
