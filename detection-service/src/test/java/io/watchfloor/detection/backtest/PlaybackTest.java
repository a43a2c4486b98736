package io.watchfloor.detection.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.backtest.BacktestReport.FoundMatch;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.CorrelationRules;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.stream.StreamHarness;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.query.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    private static final Instant T0 = Instant.parse("2026-03-02T08:00:00Z");
    private static final Replay.Limits LIMITS = new Replay.Limits(Duration.ofHours(24), 10_000, 100_000);
    private static final String COUNTING = """
            {"name": "Guesses", "rule_type": "frequency", "group_by": ["user", "host"],
             "condition": {"event_type": "auth_failure", "time_window": "1m", "threshold": 3},
             "correlation": [{"name": "successful_admin_login", "time_after": "2m", "action": "ESCALATE_TO_HIGH"}]}
            """;

    @TempDir
    Path state;

    @Test
    void aRuleThatCountsFindsTheMatchesThatTheStreamFinds() {
        Rule rule = Rules.stored("acme", COUNTING);
        List<Event> events = crowd(4_000);
        BacktestReport report = play(rule, events, T0, T0.plusSeconds(100_000));
        assertThat(ids(report)).hasSizeGreaterThan(100).isEqualTo(live(rule, events));
        assertThat(report.matches()).isEqualTo(report.sample().size());
        assertThat(report.sample()).anyMatch(FoundMatch::escalated).anyMatch(match -> !match.escalated());
    }

    @Test
    void aSigmaRuleAndAQueryRuleFindTheMatchesThatTheStreamFinds() {
        List<Event> events = crowd(1_000);
        for (Rule rule : List.of(
                Rules.stored("acme", "{\"name\":\"Q\",\"rule_type\":\"query\",\"query\":\"user:(ana OR bo)\"}"),
                Rules.stored(
                        "acme",
                        SigmaRules.body(SigmaRules.tested("0d3b6a0e-0000-4000-8000-000000000001", "Tool", "tool.exe"))
                                .put("name", "Tool")
                                .toString()))) {
            BacktestReport report = play(rule, events, T0, T0.plusSeconds(100_000));
            assertThat(ids(report)).hasSizeGreaterThan(20).isEqualTo(live(rule, events));
        }
    }

    @Test
    void rulesOverSeveralEventsFindTheMatchesThatTheStreamFinds() {
        List<Event> events = crowd(1_200);
        for (Rule rule : List.of(
                CorrelationRules.stored(
                        CorrelationRules.correlation("many", "event_count", "fail", "2m", "{gte: 6}"),
                        CorrelationRules.action("fail")),
                CorrelationRules.stored(
                        CorrelationRules.correlation("few", "event_count", "fail", "1m", "{lt: 2}"),
                        CorrelationRules.action("fail")),
                CorrelationRules.stored(
                        CorrelationRules.correlation("order", "temporal_ordered", "success, fail", "1m", "{gte: 2}"),
                        CorrelationRules.action("fail"),
                        CorrelationRules.action("success")),
                Rules.stored(
                        "acme",
                        "{\"name\":\"New\",\"rule_type\":\"new_terms\",\"query\":\"event.action:fail\",\"group_by\":[\"user\"],"
                                + "\"condition\":{\"new_terms\":\"host.name\",\"history\":\"2m\",\"learning_period\":\"1m\"}}"))) {
            BacktestReport report = play(rule, events, T0.minusSeconds(1), T0.plusSeconds(100_000));
            assertThat(ids(report)).as(rule.spec().name()).hasSizeGreaterThan(5).isEqualTo(live(rule, events));
        }
    }

    @Test
    void aBurstThatBeganLongBeforeTheRangeHasTheIdThatItHasLive() {
        Rule rule = Rules.stored("acme", COUNTING);
        List<Event> events = new ArrayList<>();
        for (int second = 0; second < 2_000; second += 15) {
            events.add(login("ana", "h1", "failure", second));
        }
        BacktestReport report = play(rule, events, T0.plusSeconds(1_500), T0.plusSeconds(2_000));
        assertThat(report.begunBefore()).isEqualTo(1);
        assertThat(ids(report)).hasSize(1).isEqualTo(live(rule, events));
    }

    @Test
    void whatHappensOutsideOfTheRangeIsNotFound() {
        Rule rule = Rules.stored("acme", "{\"name\":\"Q\",\"rule_type\":\"query\",\"query\":\"user:ana\"}");
        List<Event> events = List.of(
                login("ana", "h", "failure", 10), login("ana", "h", "failure", 20), login("ana", "h", "failure", 21));
        BacktestReport report = play(rule, events, T0.plusSeconds(10), T0.plusSeconds(20));
        assertThat(report.sample())
                .extracting(FoundMatch::eventId)
                .containsExactly(events.get(1).id());
    }

    @Test
    void alertsAreCountedAsTheyGroupAndDaysWithoutAnyAreThere() {
        Rule rule = Rules.stored(
                "acme",
                "{\"name\":\"Q\",\"rule_type\":\"query\",\"query\":\"user:ana\",\"dedup\":{\"fields\":[\"host\"],\"window\":\"1h\"}}");
        List<Event> events = List.of(
                login("ana", "h1", "failure", 0),
                login("ana", "h2", "failure", 10),
                login("ana", "h1", "failure", 3_600),
                login("ana", "h1", "failure", 7_201),
                login("ana", "h1", "failure", 2 * 86_400));
        BacktestReport report = play(rule, events, T0.minusSeconds(1), T0.plus(Duration.ofDays(3)));
        assertThat(report.alerts()).isEqualTo(4);
        assertThat(report.days()).extracting(BacktestReport.Day::matches).containsExactly(4L, 0L, 1L, 0L);
        assertThat(report.days()).extracting(BacktestReport.Day::alerts).containsExactly(3L, 0L, 1L, 0L);
        assertThat(report.cost().events()).isEqualTo(5);
    }

    @Test
    void matchesBeyondTheSampleAreCounted() {
        Rule rule = Rules.stored("acme", "{\"name\":\"Q\",\"rule_type\":\"query\",\"query\":\"*\"}");
        List<Event> events = crowd(300);
        Playback playback =
                new Playback(ActiveRule.of(rule), new TimeRange(T0, T0.plusSeconds(100_000)), 7, LIMITS, () -> false);
        BacktestReport report = Objects.requireNonNull(played(playback, events).report());
        assertThat(report.matches()).isEqualTo(300);
        assertThat(report.sample()).hasSize(7);
        assertThat(playback.progress().percent()).isEqualTo(100);
        assertThat(playback.progress().eventsRead()).isEqualTo(300);
    }

    private static BacktestReport play(Rule rule, List<Event> events, Instant from, Instant to) {
        Playback playback = new Playback(ActiveRule.of(rule), new TimeRange(from, to), 10_000, LIMITS, () -> false);
        return Objects.requireNonNull(played(playback, events).report());
    }

    private static Playback played(Playback playback, List<Event> events) {
        while (playback.isUnfinished()) {
            TimeRange slice = playback.next();
            List<Stored> read = events.stream()
                    .filter(event -> slice.contains(event.timestamp()))
                    .sorted(Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                    .map(Stored::of)
                    .toList();
            List<MatchMessage> found = playback.take(read);
            playback = playback.count(new Muting.Screened(found, found, List.of()), 0.5);
        }
        return playback;
    }

    private static Set<String> ids(BacktestReport report) {
        return report.sample().stream().map(FoundMatch::matchId).collect(Collectors.toSet());
    }

    private Set<String> live(Rule rule, List<Event> events) {
        try (StreamHarness stream = new StreamHarness(state, 10_000, T0, rule)) {
            events.stream()
                    .sorted(Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                    .forEach(event -> stream.sendAt(event.timestamp(), event));
            stream.clockTo(T0.plusSeconds(20_000));
            return stream.matches().stream().map(Match::matchId).collect(Collectors.toSet());
        }
    }

    private static List<Event> crowd(int size) {
        Random random = new Random(7);
        List<String> users = List.of("ana", "Bo", "cy", "Dee");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String outcome = random.nextInt(20) == 0 ? "success" : "failure";
            String user = users.get(random.nextInt(users.size()));
            events.add(login(user, "h" + random.nextInt(4), outcome, random.nextInt(10_000_000) / 1_000.0));
        }
        return events;
    }

    private static Event login(String user, String host, String outcome, double second) {
        Instant time = T0.plusMillis(Math.round(second * 1_000));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, user + host + outcome + second);
        fields.put(Event.TIMESTAMP, time.toString());
        fields.put(Event.INGESTED, time.plusSeconds(1).toString());
        fields.put(Event.TENANT, "acme");
        fields.put("event.category", List.of("authentication", "process"));
        fields.put("event.outcome", outcome);
        fields.put("event.action", outcome.equals("success") ? "success" : "fail");
        fields.put("user.name", user);
        fields.put("host.name", host);
        fields.put("event.code", "1");
        fields.put("event.type", "start");
        fields.put("event.module", "sysmon");
        fields.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
        fields.put("winlog.event_id", "1");
        fields.put("winlog.provider_name", "Microsoft-Windows-Sysmon");
        String program = "C:\\Temp\\" + (outcome.equals("success") ? "TOOL" : "other") + ".exe";
        fields.put("process.executable", program);
        fields.put("winlog.event_data.Image", program);
        return new Event(fields);
    }
}
