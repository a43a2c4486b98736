package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Limit;
import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Arrival;
import io.watchfloor.rules.correlation.Play.Matches;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rules and events against the {@link CorrelationOracle}: late within the lateness, twice, and with restarts that
 * lose what was reported. The seed of a failure is its display name; more: {@code -Dwatchfloor.seeds=N}.
 */
class CorrelationPropertyTest {
    private static final int LATENESS = 50;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("watchfloor.seeds", 500));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderGivesWhatTheDefinitionSays(long seed) {
        Random random = new Random(seed);
        Scenario scenario = new Scenario(random);
        List<CorrelationMatch> reported = scenario.run(random);
        for (CorrelationRule rule : scenario.rules) {
            Set<Expected> found = new HashSet<>();
            for (Matches match : Matches.fold(reported).values()) {
                if (match.rule().equals(rule.id())) {
                    found.add(new Expected(
                            match.group(), match.firstMs(), match.lastMs(), match.total(), match.members()));
                }
            }
            assertThat(found).as("%s of %s", rule, scenario.inOrder()).isEqualTo(scenario.expected(rule));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStoredLogOpenedAnewForEachHitGivesTheSame(long seed) {
        Random random = new Random(seed);
        Scenario scenario = new Scenario(random);
        CorrelationRule rule = scenario.rules.getFirst();
        Set<Expected> found = new HashSet<>();
        for (Matches match : Matches.fold(scenario.runStored(random)).values()) {
            found.add(new Expected(match.group(), match.firstMs(), match.lastMs(), match.total(), match.members()));
        }
        assertThat(found).as("%s of %s", rule, scenario.inOrder()).isEqualTo(scenario.expected(rule));
    }

    record Expected(String group, long firstMs, long lastMs, long total, Set<String> members) {}

    private static final class Scenario {
        final List<CorrelationRule> rules = new ArrayList<>();
        final List<Arrival> events = new ArrayList<>();

        Scenario(Random random) {
            Duration window = Duration.ofMillis(1 + random.nextInt(30));
            CorrelationRule inner = new CorrelationRule(
                    "inner", List.of("a", "b", "c"), Grouping.by("g"), window, measure(random, 3), true);
            rules.add(inner);
            if (random.nextBoolean()) {
                Duration outer = Duration.ofMillis(1 + random.nextInt(60));
                rules.add(new CorrelationRule(
                        "outer", List.of("inner", "c"), Grouping.by("h"), outer, measure(random, 2), true));
            }
            long time = 1_000;
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                time += random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(4);
                events.add(event(random, time, i));
            }
        }

        private static Arrival event(Random random, long time, int i) {
            List<String> matched = new ArrayList<>(List.of("a", "b", "c"));
            matched.removeIf(rule -> random.nextInt(3) > 0);
            Map<String, String> fields = Map.of(
                    "g", random.nextInt(4) == 0 ? "y" : "x",
                    "h", random.nextInt(4) == 0 ? "w" : "v",
                    "n", String.valueOf(random.nextInt(5)));
            String id = random.nextInt(10) + "-" + i;
            return new Arrival(new ObservedEvent(time, id, fields::get), matched.isEmpty() ? List.of("a") : matched);
        }

        private static Measure measure(Random random, int refs) {
            Limits limits = limits(random, 1 + random.nextInt(5));
            Limits ofRefs = limits(random, 1 + random.nextInt(refs));
            return switch (random.nextInt(11)) {
                case 0, 1 -> new Measure.EventCount(limits);
                case 2 -> new Measure.ValueCount(List.of("n"), limits);
                case 3 -> new Measure.ValueSum("n", limits(random, random.nextInt(15)));
                case 4 -> new Measure.ValueAverage("n", limits);
                case 5 -> new Measure.ValuePercentile("n", 25 * random.nextInt(5), limits);
                case 6 -> new Measure.ValueShare("n", limits(random, random.nextInt(60)));
                case 7 -> new Measure.RulesSeen(ofRefs);
                case 8 -> new Measure.RulesInOrder(ofRefs);
                case 9 -> new Measure.RulesExpression(expression(random, refs, 3));
                default -> new Measure.NewTerms(List.of("n"), Duration.ofMillis(random.nextInt(20)));
            };
        }

        private static Limits limits(Random random, int number) {
            List<Limit> limits = new ArrayList<>();
            limits.add(new Limit(random.nextInt(3) > 0 ? Operator.GTE : operator(random), BigDecimal.valueOf(number)));
            if (random.nextInt(4) == 0) {
                limits.add(new Limit(operator(random), BigDecimal.valueOf(number + random.nextInt(4))));
            }
            return new Limits(limits);
        }

        private static Operator operator(Random random) {
            return Operator.values()[random.nextInt(Operator.values().length)];
        }

        private static RefExpression expression(Random random, int refs, int depth) {
            RefExpression ref = new RefExpression.Ref(random.nextInt(refs));
            if (depth == 0) {
                return ref;
            }
            RefExpression other = expression(random, refs, depth - 1);
            return switch (random.nextInt(5)) {
                case 0, 1 -> new RefExpression.All(List.of(ref, other));
                case 2 -> new RefExpression.Any(List.of(ref, other));
                case 3 -> new RefExpression.All(List.of(ref, new RefExpression.Not(other)));
                default -> ref;
            };
        }

        String inOrder() {
            StringBuilder text = new StringBuilder();
            for (Arrival arrival : events) {
                ObservedEvent event = arrival.event();
                text.append('\n')
                        .append(event.timeMs())
                        .append(' ')
                        .append(event.id())
                        .append(arrival.matched());
                List.of("g", "h", "n")
                        .forEach(field -> text.append(' ').append(event.fields().text(field)));
            }
            return text.toString();
        }

        List<CorrelationMatch> run(Random random) {
            CorrelatorBounds bounds = CorrelatorBounds.ofLateness(Duration.ofMillis(LATENESS));
            CorrelationPlan plan = travelled(CorrelationPlan.of(rules, Set.of("a", "b", "c")));
            TreeMap<Long, List<Arrival>> arrivals = arrivals(random);
            List<CorrelationMatch> reported = new ArrayList<>();
            MemoryCorrelator correlator = new MemoryCorrelator(plan, bounds);
            byte[] snapshot = correlator.snapshot();
            List<Map.Entry<Long, List<Arrival>>> since = new ArrayList<>();
            for (Map.Entry<Long, List<Arrival>> tick : arrivals.entrySet()) {
                since.add(tick);
                take(tick, correlator, reported);
                if (random.nextInt(8) == 0) {
                    snapshot = correlator.snapshot();
                    since.clear();
                } else if (random.nextInt(8) == 0) {
                    correlator = new MemoryCorrelator(plan, bounds);
                    correlator.restore(snapshot);
                    for (Map.Entry<Long, List<Arrival>> again : since) {
                        take(again, correlator, reported);
                    }
                }
            }
            reported.addAll(correlator.advance(1_000_000));
            return reported;
        }

        private static CorrelationPlan travelled(CorrelationPlan plan) {
            return PlanBytes.read(PlanBytes.write(plan));
        }

        /** The first rule alone, over logs of bytes, with nothing remembered between hits. */
        List<CorrelationMatch> runStored(Random random) {
            CorrelationPlan plan = travelled(CorrelationPlan.of(rules.subList(0, 1), Set.of("a", "b", "c")));
            Correlation correlation = plan.correlations().getFirst();
            Map<String, StoredLog> logs = new HashMap<>();
            List<CorrelationMatch> reported = new ArrayList<>();
            arrivals(random).forEach((time, arrivals) -> {
                for (Arrival arrival : arrivals) {
                    for (int ref : refs(correlation.rule(), arrival.matched())) {
                        takeStored(correlation, logs, ref, arrival.event(), reported);
                    }
                }
                advanceStored(correlation, logs, time - LATENESS, reported);
            });
            advanceStored(correlation, logs, 1_000_000, reported);
            return reported;
        }

        private static void takeStored(
                Correlation correlation,
                Map<String, StoredLog> logs,
                int ref,
                ObservedEvent event,
                List<CorrelationMatch> reported) {
            if (correlation.read(ref, event) instanceof Reading.Counted(String group, RefHit hit)) {
                StoredLog log = logs.computeIfAbsent(group, name -> new StoredLog());
                report(correlation, group, correlation.open(log).onHit(hit), reported);
            }
        }

        private static void advanceStored(
                Correlation correlation, Map<String, StoredLog> logs, long watermark, List<CorrelationMatch> reported) {
            logs.forEach((group, log) ->
                    report(correlation, group, correlation.open(log).advance(watermark), reported));
        }

        private static void report(
                Correlation correlation, String group, Found found, List<CorrelationMatch> reported) {
            found.findings()
                    .forEach(finding ->
                            reported.add(new CorrelationMatch(correlation.rule().id(), group, finding, true)));
        }

        private static void take(
                Map.Entry<Long, List<Arrival>> tick, MemoryCorrelator correlator, List<CorrelationMatch> reported) {
            for (Arrival arrival : tick.getValue()) {
                reported.addAll(correlator.onEvent(arrival.matched(), arrival.event()));
            }
            reported.addAll(correlator.advance(tick.getKey()));
        }

        /** By when they come: each event once or twice, late by less than the lateness. */
        private TreeMap<Long, List<Arrival>> arrivals(Random random) {
            boolean late = random.nextInt(4) > 0;
            TreeMap<Long, List<Arrival>> arrivals = new TreeMap<>();
            for (Arrival event : events) {
                for (int copies = random.nextInt(3) == 0 ? 2 : 1; copies > 0; copies--) {
                    long at = event.event().timeMs() + (late ? random.nextInt(LATENESS) : 0);
                    arrivals.computeIfAbsent(at, key -> new ArrayList<>()).add(event);
                }
            }
            return arrivals;
        }

        Set<Expected> expected(CorrelationRule rule) {
            Set<Expected> expected = new HashSet<>();
            groups(rule).forEach((group, hits) -> {
                for (List<RefHit> match : new CorrelationOracle(rule).find(hits).matches()) {
                    Set<String> members = new TreeSet<>();
                    match.forEach(hit -> members.add(hit.eventId()));
                    expected.add(new Expected(
                            group, match.getFirst().timeMs(), match.getLast().timeMs(), match.size(), members));
                }
            });
            return expected;
        }

        private Map<String, List<RefHit>> groups(CorrelationRule rule) {
            Map<String, List<RefHit>> groups = new HashMap<>();
            for (Arrival arrival : events) {
                for (int ref : refs(rule, arrival.matched())) {
                    add(groups, rule, ref, arrival.event());
                }
            }
            if (rule.id().equals("outer")) {
                CorrelationRule inner = rules.getFirst();
                boolean asks = CorrelationPlan.asksWhether(rule);
                for (List<RefHit> hits : groups(inner).values()) {
                    CorrelationOracle.Result result = new CorrelationOracle(inner).find(hits);
                    for (RefHit hit : asks ? result.holding() : result.closed()) {
                        add(groups, rule, 0, eventOf(hit));
                    }
                }
            }
            return groups;
        }

        private ObservedEvent eventOf(RefHit hit) {
            return events.stream()
                    .map(Arrival::event)
                    .filter(event -> event.id().equals(hit.eventId()))
                    .findFirst()
                    .orElseThrow();
        }

        private static List<Integer> refs(CorrelationRule rule, Collection<String> matched) {
            List<Integer> refs = matched.stream()
                    .map(rule.refs()::indexOf)
                    .filter(ref -> ref >= 0)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return CorrelationPlan.asksWhether(rule) || refs.isEmpty() ? refs : refs.subList(0, 1);
        }

        private static void add(Map<String, List<RefHit>> groups, CorrelationRule rule, int ref, ObservedEvent event) {
            String group = event.fields().text(rule.grouping().fields().getFirst());
            int told = CorrelationPlan.asksWhether(rule) ? ref : 0;
            String value =
                    rule.measure().fields().isEmpty() ? null : event.fields().text("n");
            groups.computeIfAbsent(group, name -> new ArrayList<>())
                    .add(new RefHit(event.timeMs(), event.id(), told, value, List.of()));
        }
    }
}
