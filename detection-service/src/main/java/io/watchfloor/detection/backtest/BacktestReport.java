package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a back-test found, so far or in the end.
 *
 * @param matches different matches
 * @param begunBefore of those, how many began before the range; their ids are those of the whole match as far as it was followed back
 * @param suppressedMatches of those, how many suppressions leave nothing of
 * @param suppressedEvents events of matches that suppressions mute
 * @param alerts what the rest would become: matches of the same dedup fields within the dedup window are one alert, as long as nobody closes it
 * @param ungrouped events that a frequency rule would count and that lack a field of the group
 * @param sample the first matches, as many as were asked for
 * @param days each day of the range (UTC), also those without a match
 */
@Schema(name = "BacktestReport")
public record BacktestReport(
        long matches,
        long begunBefore,
        long suppressedMatches,
        long suppressedEvents,
        long alerts,
        long ungrouped,
        List<FoundMatch> sample,
        List<Day> days,
        Cost cost) {
    public BacktestReport {
        sample = List.copyOf(sample);
        days = List.copyOf(days);
    }

    /**
     * A match.
     *
     * @param matchId the id that it has live
     * @param eventId its first event in the range
     * @param group values of the group fields; empty for rules without groups
     * @param total events of it, up to the end of the range
     * @param escalated a follow-up raised the severity
     * @param suppressed suppressions leave nothing of it
     */
    @Schema(name = "BacktestMatch")
    public record FoundMatch(
            String matchId,
            String eventId,
            Instant eventTime,
            Map<String, String> group,
            long total,
            Severity severity,
            boolean escalated,
            boolean suppressed) {}

    /** What began on a day. */
    @Schema(name = "BacktestDay")
    public record Day(
            @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate day, long matches, long alerts) {}

    /**
     * What the rule costs.
     *
     * @param events that the rule was asked about, with those before the range that a window needs
     * @param bytes of those, as JSON
     * @param cpuNsPerEvent CPU time of the rule alone, nanoseconds
     * @param eventsPerSecond of elapsed time, reading included
     */
    @Schema(name = "BacktestCost")
    public record Cost(
            long events,
            long bytes,
            @Nullable Long cpuNsPerEvent,
            @Nullable Long eventsPerSecond) {}
}
