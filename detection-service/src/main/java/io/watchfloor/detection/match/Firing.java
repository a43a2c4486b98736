package io.watchfloor.detection.match;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Match.Window;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import io.watchfloor.detection.match.FiringRule.Escalating;
import io.watchfloor.rules.correlation.Finding;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.MatchIds;
import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.Outcome.Escalation;
import io.watchfloor.rules.window.Outcome.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages of one rule that fires.
 *
 * @param group the group; without values for query rules
 * @param late what made it fire arrived after the allowed lateness
 */
public record Firing(FiringRule rule, GroupKey group, Match.Trigger trigger, boolean late, Instant detectedAt) {
    /** Of query rules. */
    public static final GroupKey NO_GROUP = new GroupKey(Map.of());

    private static final int MAX_SAMPLE_CHARS = 400_000;

    /** Whether an event arrived more than {@code lateness} after it happened; one that does not say so did not. */
    public static boolean isLate(Event event, Duration lateness) {
        String ingested = event.text(Event.INGESTED);
        return ingested != null
                && Duration.between(event.timestamp(), Instant.parse(ingested)).compareTo(lateness) > 0;
    }

    /** The match of a query rule. */
    public MatchMessage ofEvent(Event event) {
        Hit hit = new Hit(event.timestamp().toEpochMilli(), event.id());
        String id = MatchIds.of(rule.tenant(), rule.ruleId(), rule.logicVersion(), "", event.id());
        Window window = new Window(event.timestamp(), event.timestamp());
        return new MatchMessage(
                rule.tenant() + "|" + rule.ruleId() + "|" + id,
                match(id, rule.severity(), window, 1, List.of(hit), List.of(event), null));
    }

    /** What a correlation found; several messages when it has more events than one may carry. */
    public List<MatchMessage> ofFinding(Finding finding, Function<Hit, @Nullable Event> bodies) {
        String id =
                MatchIds.of(rule.tenant(), rule.ruleId(), rule.logicVersion(), group.text(), finding.firstEventId());
        Window window = new Window(Instant.ofEpochMilli(finding.firstMs()), Instant.ofEpochMilli(finding.lastMs()));
        return parts(finding.members()).stream()
                .map(some -> new MatchMessage(
                        key(), match(id, rule.severity(), window, finding.total(), some, sample(some, bodies), null)))
                .toList();
    }

    private String key() {
        return rule.tenant() + "|" + rule.ruleId() + "|" + group.text();
    }

    private static List<List<Hit>> parts(List<Hit> members) {
        return IntStream.range(0, Math.ceilDiv(members.size(), Match.MAX_OCCURRENCES))
                .mapToObj(part -> members.subList(
                        part * Match.MAX_OCCURRENCES, Math.min(members.size(), (part + 1) * Match.MAX_OCCURRENCES)))
                .toList();
    }

    /** What joined a burst; several messages when more joined at once than one may carry. */
    public List<MatchMessage> ofGrowth(Growth growth, Function<Hit, @Nullable Event> bodies) {
        Burst burst = growth.burst();
        return parts(growth.members()).stream()
                .map(some -> ofBurst(burst, rule.severity(), some, sample(some, bodies), null))
                .toList();
    }

    /** A burst that was followed by what escalates it. */
    public MatchMessage ofEscalation(
            Escalation escalation, List<Escalating> followUps, Function<Hit, @Nullable Event> bodies) {
        Escalating due = followUps.get(escalation.followUp().index());
        List<Hit> all = escalation.members();
        List<Hit> members = all.subList(0, Math.min(all.size(), Match.MAX_OCCURRENCES));
        return ofBurst(
                escalation.burst(),
                rule.severity().max(due.severity()),
                members,
                sample(members, bodies),
                new Match.Escalation(
                        due.name(),
                        due.action(),
                        escalation.followUp().eventId(),
                        Instant.ofEpochMilli(escalation.followUp().timeMs())));
    }

    private MatchMessage ofBurst(
            Burst burst, Severity severity, List<Hit> members, List<Event> sample, Match.@Nullable Escalation raised) {
        String id = MatchIds.of(
                rule.tenant(),
                rule.ruleId(),
                rule.logicVersion(),
                group.text(),
                burst.first().eventId());
        Window window =
                new Window(Instant.ofEpochMilli(burst.first().timeMs()), Instant.ofEpochMilli(burst.lastHotMs()));
        return new MatchMessage(key(), match(id, severity, window, burst.total(), members, sample, raised));
    }

    private Match match(
            String id,
            Severity severity,
            Window window,
            long total,
            List<Hit> members,
            List<Event> sample,
            Match.@Nullable Escalation escalation) {
        return new Match(
                id,
                rule.tenant(),
                rule.ruleId(),
                rule.version(),
                rule.name(),
                trigger,
                severity,
                group.values(),
                window,
                total,
                members.stream().map(Firing::occurrence).toList(),
                sample,
                escalation,
                late,
                detectedAt);
    }

    private static Occurrence occurrence(Hit hit) {
        return new Occurrence(hit.eventId(), Instant.ofEpochMilli(hit.timeMs()));
    }

    /** The newest members first, since the last one made the rule fire; in order of time, bounded in number and size. */
    private static List<Event> sample(List<Hit> members, Function<Hit, @Nullable Event> bodies) {
        List<Event> sample = new ArrayList<>();
        int chars = 0;
        for (int i = members.size() - 1; i >= 0 && sample.size() < Match.MAX_EVENTS; i--) {
            Event event = bodies.apply(members.get(i));
            chars += event == null ? 0 : event.fields().toString().length();
            if (event != null && (sample.isEmpty() || chars <= MAX_SAMPLE_CHARS)) {
                sample.add(event);
            }
        }
        return sample.reversed();
    }
}
