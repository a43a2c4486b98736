package io.watchfloor.detection.stream;

import static io.watchfloor.detection.stream.Logins.failure;
import static io.watchfloor.detection.stream.Logins.login;
import static io.watchfloor.detection.stream.Logins.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.platform.envelope.Envelope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTopologyTest {
    private static final Rule ADMIN = Rules.stored("acme", Rules.json("admin-brute-force"));
    private static final Rule ROOT = Rules.stored(
            "acme", "{\"name\":\"Root at work\",\"rule_type\":\"query\",\"query\":\"user:root\",\"severity\":\"low\"}");

    @TempDir
    Path state;

    private StreamHarness stream;

    @BeforeEach
    void start() {
        stream = new StreamHarness(state.resolve("a"), 10_000, ADMIN, ROOT);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void theFifthFailureBringsAllFiveAndTheSixthItself() {
        stream.send(failures(5));
        var messages = stream.messages();
        assertThat(messages).hasSize(1);
        Match match =
                io.watchfloor.contracts.ContractJson.read(messages.getFirst().value(), Match.class);
        assertThat(match.occurrences()).hasSize(5);
        // Matches are shown to users, an event's place in the topic of all tenants is not.
        assertThat(match.events()).hasSize(5).allMatch(event -> event.value(Event.SEQUENCE) == null);
        assertThat(match.total()).isEqualTo(5);
        assertThat(match.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(match.group()).containsEntry("user.name", "admin");
        assertThat(match.trigger()).isEqualTo(Match.Trigger.STREAM);
        assertThat(match.late()).isFalse();
        assertThat(messages.getFirst().key()).isEqualTo("acme|" + ADMIN.id() + "|admin");
        Envelope envelope = Envelope.read(messages.getFirst().headers());
        assertThat(envelope.type()).isEqualTo("soc.match.fired.v1");
        assertThat(envelope.tenant().value()).isEqualTo("acme");

        stream.send(failure("Admin", 5));
        assertThat(stream.matches()).singleElement().satisfies(next -> {
            assertThat(next.matchId()).isEqualTo(match.matchId());
            assertThat(next.occurrences()).hasSize(1);
            assertThat(next.total()).isEqualTo(6);
        });
    }

    @Test
    void fourFailuresAndFiveTooSlowOnesAreNothing() {
        stream.send(failures(4));
        stream.send(failure("admin2", 0), failure("admin2", 75), failure("admin2", 150), failure("admin2", 225));
        stream.send(failure("admin2", 300));
        assertThat(stream.matches()).isEmpty();
    }

    @Test
    void fiveHundredAreOneMatchWithAllOfThem() {
        stream.send(failures(500));
        List<Match> matches = stream.matches();
        assertThat(matches)
                .extracting(Match::matchId)
                .containsOnly(matches.getFirst().matchId());
        assertThat(matches.getLast().total()).isEqualTo(500);
        assertThat(matches).allMatch(match -> !match.events().isEmpty());
        assertThat(occurrences(matches)).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aSuccessInTimeEscalatesInAnyOrder(long seed) {
        stream.send(shuffled(seed, failures(5), success("admin", 4 + 1_799)));
        List<Match> matches = stream.matches();
        assertThat(occurrences(matches)).hasSize(5);
        assertThat(matches)
                .filteredOn(match -> match.escalation() != null)
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.severity()).isEqualTo(Severity.HIGH);
                    assertThat(match.escalation().action()).isEqualTo("ESCALATE_TO_HIGH");
                    assertThat(match.occurrences()).hasSize(5);
                    assertThat(match.events()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aSuccessTooLateOrBeforeDoesNotEscalate(long seed) {
        stream.send(shuffled(seed, failures(5), success("admin", 4 + 1_801), success("admin", -1)));
        assertThat(stream.matches()).isNotEmpty().allMatch(match -> match.escalation() == null);
    }

    @Test
    void theSameInputAgainSaysNothingMore() {
        stream.send(failures(20));
        assertThat(stream.matches()).isNotEmpty();
        stream.send(failures(20));
        assertThat(stream.matches()).isEmpty();
        assertThat(stream.counted("duplicates")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void afterACrashTheSameMessagesComeAgain(long seed) {
        Event[] input = shuffled(seed, failures(12), success("admin", 60));
        stream.send(input);
        Set<String> before = ids(stream);
        try (StreamHarness restarted = new StreamHarness(state.resolve("b"), 10_000, ADMIN, ROOT)) {
            restarted.restore(stream);
            restarted.send(input);
            List<Match> again = restarted.matches();
            assertThat(occurrences(again)).hasSize(12);
            assertThat(again).anyMatch(match -> match.escalation() != null);
            assertThat(again).allMatch(match -> match.total() <= 12);
        }
        assertThat(before).isNotEmpty();
    }

    @Test
    void stateGoesOnAfterARestart() {
        stream.send(failures(4));
        try (StreamHarness restarted = new StreamHarness(state.resolve("b"), 10_000, ADMIN, ROOT)) {
            restarted.restore(stream);
            restarted.send(failure("other", 0), failure("admin", 4));
            assertThat(restarted.matches())
                    .singleElement()
                    .satisfies(match -> assertThat(match.occurrences()).hasSize(5));
        }
    }

    @Test
    void aReplayedLogFiresAsItDidThenAndIsMarkedLate() {
        double year = -365.0 * 24 * 3_600;
        for (int i = 0; i < 5; i++) {
            stream.send(failure("admin", year + i).with(Event.INGESTED, Logins.T0.toString()));
            stream.send(failure("admin", 100 * i));
        }
        List<Match> matches = stream.matches();
        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.late()).isTrue();
            assertThat(match.window().start()).isEqualTo(failure("admin", year).timestamp());
        });
    }

    @Test
    void aQueryRuleMatchesAtOnceWithOneIdPerEvent() {
        Event event = success("root", 0);
        stream.send(event, event);
        var messages = stream.messages();
        assertThat(messages).hasSize(2);
        assertThat(messages)
                .extracting(message -> Envelope.read(message.headers()).id())
                .containsOnly(Envelope.read(messages.getFirst().headers()).id());
        Match match =
                io.watchfloor.contracts.ContractJson.read(messages.getFirst().value(), Match.class);
        assertThat(match.severity()).isEqualTo(Severity.LOW);
        assertThat(match.events()).hasSize(1);
        assertThat(match.group()).isEmpty();
    }

    @Test
    void aTenantsRulesSeeItsOwnEventsOnly() {
        for (int i = 0; i < 5; i++) {
            stream.send(login("globex", "admin", "failure", i));
        }
        assertThat(stream.matches()).isEmpty();
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheRestGoesOn() {
        stream.sendRaw("{\"event.id\":");
        stream.sendRaw("{\"event.id\":\"only\"}");
        stream.send(success("root", 0));
        assertThat(stream.deadLetters())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader("watchfloor-dlq-cause"))
                        .isNotNull());
        assertThat(stream.matches()).hasSize(1);
        assertThat(stream.counted("poison")).isEqualTo(2);
    }

    @Test
    void aHitWithoutItsGroupIsCountedAndCountsNowhere() {
        Rule byAddress = Rules.stored(
                "acme",
                Rules.json("admin-brute-force")
                        .replace("\"enrichment\"", "\"group_by\": [\"source_ip\"], \"enrichment\""));
        try (StreamHarness grouped = new StreamHarness(state.resolve("b"), 10_000, byAddress)) {
            grouped.send(failures(6));
            assertThat(grouped.matches()).isEmpty();
            assertThat(grouped.counted("ungrouped")).isEqualTo(6);
        }
    }

    @Test
    void groupsAreForgottenWhenNothingMoreMayArrive() {
        stream.send(failures(4));
        stream.driver.advanceWallClockTime(Duration.ofHours(24).plusMinutes(34));
        assertThat(stream.store("groups").approximateNumEntries()).isPositive();
        stream.driver.advanceWallClockTime(Duration.ofMinutes(30));
        assertThat(stream.store("group-entries").all().hasNext()).isFalse();
        assertThat(stream.store("groups").all().hasNext()).isFalse();
        assertThat(stream.counted("expired")).isEqualTo(1);
    }

    @Test
    void aFloodIsBoundedAndStaysOneMatch() {
        try (StreamHarness small = new StreamHarness(state.resolve("b"), 50, ADMIN)) {
            small.send(failures(300));
            List<Match> matches = small.matches();
            assertThat(matches.getLast().total()).isEqualTo(300);
            assertThat(occurrences(matches)).hasSize(300);
            assertThat(small.counted("evicted")).isGreaterThanOrEqualTo(250);
        }
    }

    private static Event[] failures(int count) {
        return IntStream.range(0, count).mapToObj(i -> failure("admin", i)).toArray(Event[]::new);
    }

    private static Event[] shuffled(long seed, Event[] events, Event... more) {
        List<Event> all = new ArrayList<>(List.of(events));
        all.addAll(List.of(more));
        if (seed >= 0) {
            Collections.shuffle(all, new Random(seed));
        }
        return all.toArray(Event[]::new);
    }

    private static Set<String> ids(StreamHarness stream) {
        return stream.messages().stream()
                .map(message -> Envelope.read(message.headers()).id())
                .collect(Collectors.toSet());
    }

    private static Set<String> occurrences(List<Match> matches) {
        return matches.stream()
                .flatMap(match -> match.occurrences().stream())
                .map(Occurrence::eventId)
                .collect(Collectors.toSet());
    }
}
