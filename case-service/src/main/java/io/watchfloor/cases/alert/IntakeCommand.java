package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events that are to count towards an alert.
 *
 * @param occurrenceKey an event counts once for this key: the rule, all alerts without a rule, a client's key, a request
 * @param occurrences distinct, in order of time; empty only with an escalation
 * @param seen first and last event time, for an escalation without occurrences
 */
record IntakeCommand(
        DedupIdentity dedup,
        String occurrenceKey,
        AlertContent content,
        @Nullable RuleRef rule,
        List<Occurrence> occurrences,
        Match.Window seen,
        CaseWish caseWish,
        Match.@Nullable Escalation escalation,
        Actor actor,
        Cause cause) {
    /** Occurrence key of alerts without a rule. */
    static final String ADHOC = "adhoc";

    static final int MAX_OCCURRENCES = 1_000;
    static final int MAX_EVENT_ID = 200;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    private static final Comparator<Occurrence> BY_TIME =
            Comparator.comparing(Occurrence::eventTime).thenComparing(Occurrence::eventId);

    IntakeCommand {
        occurrences = inOrder(occurrences);
        if (occurrences.size() > MAX_OCCURRENCES || (occurrences.isEmpty() && escalation == null)) {
            throw new IllegalArgumentException("an alert takes 1 to " + MAX_OCCURRENCES + " occurrences at once");
        }
        seen = occurrences.isEmpty()
                ? new Match.Window(time(seen.start()), time(seen.end()))
                : new Match.Window(
                        occurrences.getFirst().eventTime(),
                        occurrences.getLast().eventTime());
        escalation = escalation == null ? null : checked(escalation);
    }

    /** The occurrence key of a rule. */
    static String ofRule(String ruleId) {
        return "rule:" + ruleId;
    }

    /** The escalating event as an event that counts itself. */
    IntakeCommand following(Match.Escalation followUp) {
        Occurrence occurrence = new Occurrence(followUp.eventId(), followUp.eventTime());
        return new IntakeCommand(
                dedup, occurrenceKey, content, rule, List.of(occurrence), seen, CaseWish.NONE, null, actor, cause);
    }

    String[] eventIds() {
        return occurrences.stream().map(Occurrence::eventId).toArray(String[]::new);
    }

    private static List<Occurrence> inOrder(List<Occurrence> given) {
        Map<String, Occurrence> distinct = new LinkedHashMap<>();
        for (Occurrence occurrence : given) {
            Occurrence checked = new Occurrence(id(occurrence.eventId()), time(occurrence.eventTime()));
            distinct.putIfAbsent(checked.eventId(), checked);
        }
        return distinct.values().stream().sorted(BY_TIME).toList();
    }

    private static Match.Escalation checked(Match.Escalation given) {
        return new Match.Escalation(
                id(given.name()),
                PlainText.of(given.action(), PlainText.NAME),
                id(given.eventId()),
                time(given.eventTime()));
    }

    private static String id(String id) {
        if (id.isBlank() || id.length() > MAX_EVENT_ID || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an event id has 1 to " + MAX_EVENT_ID + " characters");
        }
        return id;
    }

    /** Milliseconds; what the database and the event ids can hold. */
    private static Instant time(Instant time) {
        if (Objects.requireNonNull(time, "an event has a time").isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("an event time lies between 1970 and 9000");
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
