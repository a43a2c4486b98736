package io.watchfloor.detection.stream;

import static io.watchfloor.detection.rule.CorrelationRules.action;
import static io.watchfloor.detection.rule.CorrelationRules.correlation;
import static io.watchfloor.detection.stream.Actions.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.rule.CorrelationRules;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.rules.match.MatchIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrelationStreamTest {
    private static final Rule MANY =
            CorrelationRules.stored(correlation("many", "event_count", "fail", "5m", "{gte: 3}"), action("fail"));
    private static final Rule SEQUENCE = CorrelationRules.stored(
            correlation("sequence", "temporal_ordered", "fail, success", "5m", "{gte: 2}"),
            action("fail"),
            action("success"));
    private static final Rule FEW =
            CorrelationRules.stored(correlation("few", "event_count", "beat", "1m", "{lt: 3}"), action("beat"));
    private static final Rule CHAIN = CorrelationRules.stored(
            correlation("outer", "temporal_ordered", "inner, success", "10m", "{gte: 2}"),
            correlation("inner", "event_count", "fail", "5m", "{gte: 3}"),
            action("fail"),
            action("success"));

    @TempDir
    Path state;

    private StreamHarness stream;

    private void start(Rule... rules) {
        stream = new StreamHarness(state, 10_000, T0, rules);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void aCountFiresOnceForABurstAndCarriesItsEvents() {
        start(MANY);
        for (int i = 0; i < 4; i++) {
            send(Actions.action("e" + i, "Ana", "fail", 10 * i));
            send(Actions.action("o" + i, "bo", "other", 10 * i));
        }
        List<Match> matches = stream.matches();
        assertThat(matches).hasSize(2);
        Match first = matches.getFirst();
        assertThat(first.matchId())
                .isEqualTo(MatchIds.of("acme", MANY.id().toString(), 1, "ana", "e0"))
                .isEqualTo(matches.getLast().matchId());
        assertThat(first.group()).containsExactly(entry("user.name", "ana"));
        assertThat(first.total()).isEqualTo(3);
        assertThat(ids(first)).containsExactly("e0", "e1", "e2");
        assertThat(first.events()).extracting(Event::id).containsExactly("e0", "e1", "e2");
        assertThat(first.window().start()).isEqualTo(T0);
        assertThat(ids(matches.getLast())).containsExactly("e3");
        assertThat(matches.getLast().total()).isEqualTo(4);
    }

    @Test
    void groupsAreApartAndBaseRulesDoNotFire() {
        start(MANY);
        send(Actions.action("a", "ana", "fail", 0));
        send(Actions.action("b", "bo", "fail", 1));
        send(Actions.action("c", "ana", "fail", 2));
        assertThat(stream.matches()).isEmpty();
    }

    @Test
    void tenantsWithTheSameCorrelationAndGroupAreApart() {
        String[] documents = {correlation("many", "event_count", "fail", "5m", "{gte: 3}"), action("fail")};
        start(MANY, CorrelationRules.storedOf("globex", documents));
        for (String id : List.of("a", "b")) {
            send(Actions.action(id, "ana", "fail", 0));
            send(Actions.action(id, "ana", "fail", 0).with(Event.TENANT, "globex"));
        }
        assertThat(stream.matches()).isEmpty();
        send(Actions.action("c", "ana", "fail", 1).with(Event.TENANT, "globex"));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(match.tenantId()).isEqualTo("globex");
            assertThat(match.total()).isEqualTo(3);
            assertThat(match.events()).extracting(Event::tenant).containsOnly("globex");
        });
    }

    @Test
    void anEventWithoutTheGroupIsCountedAsUngrouped() {
        start(MANY);
        send(Actions.action("a", "", "fail", 0));
        assertThat(stream.counted("ungrouped")).isEqualTo(1);
    }

    @Test
    void theSameEventByAnotherMessageIsADuplicate() {
        start(MANY);
        Event event = Actions.action("a", "ana", "fail", 0);
        send(event);
        send(event);
        send(event);
        assertThat(stream.matches()).isEmpty();
        assertThat(stream.counted("duplicates")).isEqualTo(2);
    }

    @Test
    void orderIsThatOfEventTime() {
        start(SEQUENCE);
        stream.sendAt(T0.plusSeconds(30), Actions.action("s", "ana", "success", 20));
        assertThat(stream.matches()).isEmpty();
        stream.sendAt(T0.plusSeconds(31), Actions.action("f", "ana", "fail", 10));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(ids(match)).containsExactly("f", "s");
            assertThat(match.events()).extracting(Event::id).containsExactly("f", "s");
        });
    }

    @Test
    void whatAFurtherEventCouldBreakWaitsForTheWindowAndForLateEvents() {
        start(FEW);
        stream.sendAt(T0, Actions.action("a", "ana", "beat", 0));
        stream.sendAt(T0, Actions.action("b", "bo", "beat", 0));
        stream.clockTo(T0.plusSeconds(119));
        assertThat(stream.matches()).isEmpty();
        stream.sendAt(T0.plusSeconds(119), Actions.action("b2", "bo", "beat", 59));
        stream.sendAt(T0.plusSeconds(119), Actions.action("b3", "bo", "beat", 58));
        stream.clockTo(T0.plusSeconds(126));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(match.group()).containsValue("ana");
            assertThat(ids(match)).containsExactly("a");
            assertThat(match.events()).extracting(Event::id).containsExactly("a");
        });
    }

    @Test
    void aHitOfAJudgedWindowIsLate() {
        start(FEW);
        stream.sendAt(T0, Actions.action("a", "ana", "beat", 0));
        stream.clockTo(T0.plusSeconds(140));
        assertThat(stream.matches()).hasSize(1);
        stream.sendAt(T0.plusSeconds(140), Actions.action("b", "ana", "beat", 59));
        assertThat(stream.counted("late")).isEqualTo(1);
    }

    @Test
    void hitsOfLongAgoAreJudgedTogetherWhenNoMoreOfThemCome() {
        start(FEW);
        Instant year = T0.plusSeconds(365L * 86_400);
        stream.clockTo(year);
        for (int i = 0; i < 3; i++) {
            stream.sendAt(year.plusSeconds(10L * i), Actions.action("o" + i, "old", "beat", 20L * i));
            stream.sendAt(year.plusSeconds(10L * i), Actions.action("f" + i, "few", "beat", 61L * i));
        }
        stream.clockTo(year.plusSeconds(84));
        assertThat(stream.matches()).isEmpty();
        stream.clockTo(year.plusSeconds(90));
        assertThat(stream.matches())
                .hasSize(3)
                .allSatisfy(match -> assertThat(match.group()).containsValue("few"));
        assertThat(stream.counted("late")).isZero();
    }

    @Test
    void correlationsOfCorrelationsFireForTheOuterOneOnly() {
        start(CHAIN);
        for (int i = 0; i < 3; i++) {
            send(Actions.action("f" + i, "ana", "fail", i));
        }
        assertThat(stream.matches()).isEmpty();
        send(Actions.action("s", "ana", "success", 60));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(ids(match)).containsExactly("f2", "s");
            assertThat(match.ruleId()).isEqualTo(CHAIN.id().toString());
            assertThat(match.events()).extracting(Event::id).containsExactly("f2", "s");
        });
    }

    @Test
    void whatTimeLedToIsSentAgainAfterACrashWithTheSameId() {
        start(FEW);
        stream.sendAt(T0, Actions.action("a", "ana", "beat", 0));
        stream.clockTo(T0.plusSeconds(140));
        List<TestRecord<String, byte[]>> before = stream.messages();
        assertThat(before).hasSize(1);
        try (StreamHarness restarted = new StreamHarness(state.resolve("b"), 10_000, T0.plusSeconds(200), FEW)) {
            restarted.restore(stream);
            restarted.clockTo(T0.plusSeconds(210));
            assertThat(restarted.messages()).singleElement().satisfies(again -> {
                assertThat(again.key()).isEqualTo(before.getFirst().key());
                assertThat(again.value()).isEqualTo(before.getFirst().value());
                assertThat(again.headers().lastHeader("ce_id"))
                        .isEqualTo(before.getFirst().headers().lastHeader("ce_id"));
            });
            restarted.clockTo(T0.plusSeconds(2_000));
            restarted.clockTo(T0.plusSeconds(2_010));
            assertThat(restarted.messages()).isEmpty();
        }
    }

    @Test
    void aGroupWithTooManyHitsForgetsTheOldestAndSaysSo() {
        stream = new StreamHarness(state, 20, T0, MANY);
        for (int i = 0; i < 60; i++) {
            send(Actions.action(String.format("e%02d", i), "ana", "fail", i));
        }
        assertThat(stream.counted("evicted")).isGreaterThanOrEqualTo(40);
        List<Match> matches = stream.matches();
        assertThat(matches)
                .extracting(Match::matchId)
                .containsOnly(matches.getFirst().matchId());
        assertThat(matches.getLast().total()).isEqualTo(60);
    }

    @Test
    void groupsAreForgottenWhenNothingMoreCanArrive() {
        start(MANY);
        send(Actions.action("a", "ana", "fail", 0));
        stream.clockTo(T0.plusSeconds(25 * 3_600));
        assertThat(stream.counted("expired")).isEqualTo(1);
        try (var entries = stream.store("correlation-entries").all()) {
            assertThat(entries.hasNext()).isFalse();
        }
    }

    @Test
    void ofTooManyGroupsThoseNotUsedForLongestAreForgottenAndCounted() {
        start(MANY);
        for (int i = 0; i < 60; i++) {
            send(Actions.action("a" + i, "user-" + i, "fail", i));
        }
        stream.clockTo(T0.plusSeconds(700));
        assertThat(stream.counted("evicted.groups")).isEqualTo(10);
        stream.sendAt(T0.plusSeconds(701), Actions.action("b", "user-59", "fail", 60));
        stream.sendAt(T0.plusSeconds(702), Actions.action("c", "user-59", "fail", 61));
        assertThat(stream.matches()).hasSize(1);
    }

    @Test
    void newTermsFireWhenTheGroupHasLearnt() {
        start(Rules.stored("acme", """
                {"name": "New address", "rule_type": "new_terms", "query": "event.action:login", "group_by": ["user"],
                 "condition": {"new_terms": "source.ip", "history": "10m", "learning_period": "1m"}}
                """));
        login("a", 0, "192.0.2.1");
        login("b", 30, "192.0.2.2");
        login("c", 90, "192.0.2.1");
        login("d", 100, "192.0.2.9");
        login("e", 110, "192.0.2.9");
        stream.clockTo(T0.plusSeconds(200));
        assertThat(stream.matches()).singleElement().satisfies(match -> {
            assertThat(ids(match)).containsExactly("d");
            assertThat(match.group()).containsExactly(entry("user.name", "ana"));
            assertThat(match.events()).extracting(Event::id).containsExactly("d");
        });
        login("x", 400, "192.0.2.9");
        login("f", 720, "192.0.2.1");
        stream.clockTo(T0.plusSeconds(900));
        assertThat(stream.matches()).extracting(CorrelationStreamTest::ids).containsExactly(List.of("f"));
    }

    private void login(String id, long second, String address) {
        send(Actions.action(id, "ana", "login", second).with("source.ip", address));
    }

    private void send(Event event) {
        stream.sendAt(event.timestamp(), event);
    }

    private static List<String> ids(Match match) {
        return match.occurrences().stream().map(Occurrence::eventId).toList();
    }
}
