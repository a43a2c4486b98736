package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Events written by hand, played in order, shuffled, twice, and with restarts; all must give the same matches. */
final class Play {
    static final long T0 = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
    private static final long THE_END = T0 + Duration.ofDays(365).toMillis();

    private final CorrelationPlan plan;
    private final List<Arrival> arrivals = new ArrayList<>();
    private CorrelatorStats stats = new CorrelatorStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    record Arrival(ObservedEvent event, List<String> matched) {}

    /** A match as it is in the end; times in seconds. */
    record Seen(String rule, String group, long first, long last, long total) {}

    Play(CorrelationRule... rules) {
        Set<String> ids = new HashSet<>();
        Set<String> refs = new HashSet<>();
        for (CorrelationRule rule : rules) {
            ids.add(rule.id());
            refs.addAll(rule.refs());
        }
        refs.removeAll(ids);
        plan = CorrelationPlan.of(List.of(rules), refs);
    }

    /** An event at a second that a rule matched, or several joined by {@code +}; then names and values of fields. */
    Play event(long second, String rules, String... fields) {
        String id = "e" + arrivals.size();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        arrivals.add(new Arrival(new ObservedEvent(T0 + second * 1_000, id, values::get), List.of(rules.split("\\+"))));
        return this;
    }

    /** An event at each of the seconds. */
    Play events(String rule, List<String> fields, long... seconds) {
        for (long second : seconds) {
            event(second, rule, fields.toArray(String[]::new));
        }
        return this;
    }

    /** Of the run in order. */
    CorrelatorStats stats() {
        return stats;
    }

    CorrelationPlan plan() {
        return plan;
    }

    /** The final matches that alert, whatever the order of arrival. */
    Set<Seen> matches() {
        List<CorrelationMatch> reported = new ArrayList<>();
        stats = run(arrivals, reported, -1);
        Set<Seen> matches = last(reported);
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            List<Arrival> shuffled = new ArrayList<>(arrivals);
            shuffled.addAll(arrivals.subList(0, random.nextInt(arrivals.size() + 1)));
            Collections.shuffle(shuffled, random);
            List<CorrelationMatch> again = new ArrayList<>();
            CorrelatorStats unused = run(shuffled, again, random.nextInt(shuffled.size() + 1));
            assertThat(last(again)).as("shuffled with seed %s", seed).isEqualTo(matches);
        }
        return matches;
    }

    private CorrelatorStats run(List<Arrival> order, List<CorrelationMatch> into, int restartAt) {
        MemoryCorrelator correlator = new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
        for (int i = 0; i < order.size(); i++) {
            if (i == restartAt) {
                byte[] snapshot = correlator.snapshot();
                correlator = new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
                correlator.restore(snapshot);
            }
            into.addAll(correlator.onEvent(order.get(i).matched(), order.get(i).event()));
        }
        into.addAll(correlator.advance(THE_END));
        return correlator.stats();
    }

    private static Set<Seen> last(List<CorrelationMatch> reported) {
        Set<Seen> seen = new LinkedHashSet<>();
        Matches.fold(reported).forEach((key, match) -> {
            if (match.alerts()) {
                seen.add(new Seen(
                        match.rule(),
                        match.group(),
                        (match.firstMs() - T0) / 1_000,
                        (match.lastMs() - T0) / 1_000,
                        match.total()));
            }
        });
        return seen;
    }

    /** Matches as a consumer sees them in the end. */
    record Matches(
            String rule, String group, long firstMs, long lastMs, long total, Set<String> members, boolean alerts) {

        static Map<List<String>, Matches> fold(List<CorrelationMatch> reported) {
            Map<List<String>, Matches> matches = new HashMap<>();
            for (CorrelationMatch match : reported) {
                Finding finding = match.finding();
                Set<String> members = new TreeSet<>();
                finding.members().forEach(member -> members.add(member.eventId()));
                List<String> names = new ArrayList<>(finding.replaces());
                names.add(finding.firstEventId());
                for (String name : names) {
                    Matches before = matches.remove(List.of(match.ruleId(), match.group(), name));
                    members.addAll(before == null ? Set.of() : before.members());
                }
                matches.put(
                        List.of(match.ruleId(), match.group(), finding.firstEventId()),
                        new Matches(
                                match.ruleId(),
                                match.group(),
                                finding.firstMs(),
                                finding.lastMs(),
                                finding.total(),
                                members,
                                match.alerts()));
            }
            return matches;
        }
    }
}
