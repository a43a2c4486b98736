package io.watchfloor.detection.stream;

import static io.watchfloor.detection.rule.CorrelationRules.action;
import static io.watchfloor.detection.rule.CorrelationRules.correlation;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.rule.CorrelationRules;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.Finding;
import io.watchfloor.rules.match.CorrelationRunner;
import io.watchfloor.rules.match.MatchIds;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.window.Hit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random correlations over the topology: events out of order, twice, and after a crash all again on what the state stores had kept,
 * with everything lost that was sent before. In the end the matches are those of the same events in order. The seed of a failure is
 * its display name; more: {@code -Dwatchfloor.seeds=N}.
 */
class CorrelationStreamPropertyTest {
    private static final int LATEST_SECONDS = 50;

    @TempDir
    Path state;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("watchfloor.seeds", 500));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAndACrashGiveWhatTheOrderedEventsGive(long seed) {
        Random random = new Random(seed);
        Rule rule = rule(random);
        List<Event> events = events(random);
        List<Stored> stored = stored(random, events);
        int crash = random.nextInt(stored.size() + 1);
        List<Match> found = new ArrayList<>();
        try (StreamHarness first = new StreamHarness(state.resolve("a"), 10_000, Actions.T0, rule);
                StreamHarness second = new StreamHarness(state.resolve("b"), 10_000, Actions.T0, rule)) {
            stored.subList(0, crash).forEach(each -> first.sendAt(each.at(), each.event()));
            second.restore(first);
            stored.forEach(each -> second.sendAt(each.at(), each.event()));
            for (int i = 1; i < 60; i++) {
                second.clockTo(stored.getLast().at().plusSeconds(60L * i));
            }
            found.addAll(second.matches());
            assertThat(first.counted("late")).isZero();
        }
        check(rule, found, expected(rule, events));
    }

    private record Stored(Instant at, Event event) {}

    private static Rule rule(Random random) {
        String span = (5 + random.nextInt(60)) + "s";
        String number = Integer.toString(1 + random.nextInt(4));
        String limits = "{"
                + List.of("gte", "gte", "gt", "lt", "lte", "eq", "neq").get(random.nextInt(7)) + ": " + number + "}";
        String valued = "{field: network.bytes, " + limits.substring(1);
        String outerSpan = (5 + random.nextInt(100)) + "s";
        String[] bases = {action("a"), action("b"), action("c")};
        String inner = switch (random.nextInt(7)) {
            case 0 -> correlation("inner", "event_count", "a, b", span, limits);
            case 1 -> correlation("inner", "value_count", "a, b", span, valued);
            case 2 -> correlation("inner", "value_sum", "a, b", span, valued);
            case 3 -> correlation("inner", "value_avg", "a, b", span, valued);
            case 4 -> correlation("inner", "value_median", "a, b", span, valued);
            case 5 -> correlation("inner", "temporal", "a, b", span, "{gte: 2}");
            default -> correlation("inner", "temporal_ordered", "a, b", span, "{gte: 2}");
        };
        if (random.nextInt(3) > 0) {
            return CorrelationRules.stored(inner, bases[0], bases[1]);
        }
        String outer = random.nextBoolean()
                ? correlation("outer", "temporal", "inner, c", outerSpan, "{gte: 2}")
                : correlation("outer", "event_count", "inner, c", outerSpan, "{gte: 2}");
        return CorrelationRules.stored(outer, inner, bases[0], bases[1], bases[2]);
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        long second = 0;
        for (int i = 1 + random.nextInt(25); i > 0; i--) {
            second += random.nextInt(4) == 0 ? random.nextInt(120) : random.nextInt(8);
            String user = random.nextInt(4) == 0 ? "bo" : "ana";
            String action = List.of("a", "b", "c").get(random.nextInt(3));
            events.add(Actions.valued("e" + random.nextInt(10) + "-" + i, user, action, second, random.nextInt(5)));
        }
        return events;
    }

    private static List<Stored> stored(Random random, List<Event> events) {
        List<Stored> stored = new ArrayList<>();
        for (Event event : events) {
            for (int copies = random.nextInt(4) == 0 ? 2 : 1; copies > 0; copies--) {
                stored.add(new Stored(event.timestamp().plusSeconds(random.nextInt(LATEST_SECONDS)), event));
            }
        }
        stored.sort(Comparator.comparing(Stored::at));
        return stored;
    }

    private static Map<String, Finding> expected(Rule rule, List<Event> events) {
        Correlating logic = (Correlating) rule.effective().logic();
        CorrelationRunner runner = new CorrelationRunner(logic, CorrelatorBounds.ofLateness(Duration.ZERO));
        List<CorrelationMatch> reported = new ArrayList<>();
        for (Event event : events) {
            reported.addAll(runner.onEvent(event));
            reported.addAll(runner.advance(event.timestamp().toEpochMilli()));
        }
        reported.addAll(runner.advance(Actions.T0.plusSeconds(1_000_000).toEpochMilli()));
        Map<String, Finding> found = new HashMap<>();
        Map<String, Set<Hit>> members = new HashMap<>();
        for (CorrelationMatch match : reported) {
            Finding finding = match.finding();
            String id = id(rule, match.group(), finding.firstEventId());
            Set<Hit> all = members.computeIfAbsent(id, name -> new TreeSet<>());
            all.addAll(finding.members());
            for (String old : finding.replaces()) {
                String oldId = id(rule, match.group(), old);
                found.remove(oldId);
                all.addAll(members.getOrDefault(oldId, Set.of()));
            }
            found.put(
                    id,
                    new Finding(
                            finding.firstEventId(),
                            finding.firstMs(),
                            finding.lastMs(),
                            finding.total(),
                            List.copyOf(all),
                            List.of(),
                            true));
        }
        return found;
    }

    private static String id(Rule rule, String group, String eventId) {
        return MatchIds.of("acme", rule.id().toString(), rule.logicVersion(), group, eventId);
    }

    /** A late event may have renamed a match on the way, so only the events of all names together must be the same. */
    private static void check(Rule rule, List<Match> found, Map<String, Finding> expected) {
        Map<String, Match> last = new HashMap<>();
        Set<String> events = new HashSet<>();
        for (Match match : found) {
            last.put(match.matchId(), match);
            match.occurrences().stream().map(Occurrence::eventId).forEach(events::add);
        }
        Set<String> wanted = new HashSet<>();
        expected.forEach((id, finding) -> {
            assertThat(last).as(rule.spec().sigma()).containsKey(id);
            Match match = last.get(id);
            assertThat(match.total()).isEqualTo(finding.total());
            assertThat(match.window().start().toEpochMilli()).isEqualTo(finding.firstMs());
            assertThat(match.window().end().toEpochMilli()).isEqualTo(finding.lastMs());
            finding.members().forEach(member -> wanted.add(member.eventId()));
        });
        assertThat(events).as(rule.spec().sigma()).isEqualTo(wanted);
    }
}
