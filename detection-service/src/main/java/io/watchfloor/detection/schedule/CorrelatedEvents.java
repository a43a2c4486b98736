package io.watchfloor.detection.schedule;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.match.CorrelatingRule;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.Finding;
import io.watchfloor.rules.match.CorrelationRunner;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.window.Hit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a correlation finds in some stored events: each match once, as it is in the end. */
final class CorrelatedEvents {
    private static final long AFTER_ALL = Duration.ofDays(3650).toMillis();

    private final CorrelatingRule rule;
    private final Correlating logic;
    private final Map<String, Event> events = new HashMap<>();
    private final Map<Name, Finding> matches = new LinkedHashMap<>();

    private record Name(String group, String firstEventId) {}

    private CorrelatedEvents(CorrelatingRule rule, Correlating logic) {
        this.rule = rule;
        this.logic = logic;
    }

    static CorrelatedEvents of(ActiveRule rule, Correlating logic, List<Event> events) {
        CorrelatedEvents correlated = new CorrelatedEvents(CorrelatingRule.of(rule.rule(), logic), logic);
        CorrelationRunner runner = new CorrelationRunner(logic, CorrelatorBounds.ofLateness(Duration.ZERO));
        List<Event> inOrder = events.stream()
                .sorted(Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                .toList();
        long last = 0;
        for (Event event : inOrder) {
            correlated.events.put(event.id(), event);
            last = event.timestamp().toEpochMilli();
            runner.onEvent(event).forEach(correlated::take);
        }
        runner.advance(last + AFTER_ALL).forEach(correlated::take);
        return correlated;
    }

    /** A match that has grown takes the place of what it was. */
    private void take(CorrelationMatch match) {
        Finding finding = match.finding();
        Set<Hit> members = new TreeSet<>(finding.members());
        List<String> names = new ArrayList<>(finding.replaces());
        names.add(finding.firstEventId());
        for (String name : names) {
            Finding before = matches.remove(new Name(match.group(), name));
            members.addAll(before == null ? Set.of() : before.members());
        }
        matches.put(
                new Name(match.group(), finding.firstEventId()),
                new Finding(
                        finding.firstEventId(),
                        finding.firstMs(),
                        finding.lastMs(),
                        finding.total(),
                        List.copyOf(members),
                        List.of(),
                        true));
    }

    /** The messages of the matches that have one of these events. */
    List<MatchMessage> fire(Set<String> fresh, Function<GroupKey, Firing> firing) {
        List<MatchMessage> fired = new ArrayList<>();
        matches.forEach((name, finding) -> {
            if (finding.members().stream().map(Hit::eventId).anyMatch(fresh::contains)) {
                GroupKey group = rule.key(logic.plan(), name.group());
                fired.addAll(firing.apply(group).ofFinding(finding, hit -> events.get(hit.eventId())));
            }
        });
        return fired;
    }
}
