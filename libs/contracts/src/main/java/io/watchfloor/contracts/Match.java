package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule fired, or what fired before grew. The same match id comes again with further occurrences while a burst goes
 * on; occurrences are counted once by their event id, so a repeat changes nothing.
 *
 * @param matchId hash of tenant, rule, rule version, group and first event: the same in live, replay and back-test
 * @param group the group's key fields and values; empty for rules without a group
 * @param severity the severity the alert should have at least
 * @param total events in the match so far
 * @param occurrences the events that this message adds, at most {@value #MAX_OCCURRENCES}
 * @param events a sample of the events, at most {@value #MAX_EVENTS}
 * @param escalation set when a follow-up event raised the severity
 * @param late the events were older than the allowed lateness when they arrived
 */
public record Match(
        String matchId,
        String tenantId,
        String ruleId,
        int ruleVersion,
        String ruleName,
        Trigger trigger,
        Severity severity,
        Map<String, String> group,
        Window window,
        long total,
        List<Occurrence> occurrences,
        List<Event> events,
        @Nullable Escalation escalation,
        boolean late,
        Instant detectedAt) {
    /** {@code ce_type} of a message that a rule sends when it fires. */
    public static final String FIRED = "soc.match.fired.v1";
    /** {@code ce_type} of a message that was muted and is sent again on somebody's wish: suppressions do not apply. */
    public static final String RELEASED = "soc.match.released.v1";

    public static final int MAX_OCCURRENCES = 1_000;
    public static final int MAX_EVENTS = 20;

    public Match {
        group = Map.copyOf(group);
        occurrences = List.copyOf(occurrences);
        events = List.copyOf(events);
        if (occurrences.size() > MAX_OCCURRENCES || events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "a match carries at most " + MAX_OCCURRENCES + " occurrences and " + MAX_EVENTS + " events");
        }
    }

    /** What made the rule run. */
    public enum Trigger {
        @JsonProperty("stream")
        STREAM,
        @JsonProperty("scheduled")
        SCHEDULED,
        @JsonProperty("manual")
        MANUAL
    }

    /** Event time from the first to the last event of the match, both included. */
    public record Window(Instant start, Instant end) {}

    /** A follow-up event, such as a successful login after a burst of failures, and what it does to the alert. */
    public record Escalation(String name, String action, String eventId, Instant eventTime) {}
}
