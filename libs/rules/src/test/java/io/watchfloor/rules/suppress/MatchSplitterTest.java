package io.watchfloor.rules.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import io.watchfloor.contracts.Suppression;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchSplitterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String RULE = "rule-1";

    @ParameterizedTest
    @CsvSource({"-1,false", "0,true", "59,true", "60,false", "61,false"})
    void aWindowIsHalfOpen(int second, boolean muted) {
        Mutes mutes = Mutes.of(List.of(minute("s1", Map.of("host", "gate-1"))));
        Event event = event("e1", second, "gate-1");
        assertThat(mutes.find(RULE, event, event.timestamp()).isPresent()).isEqualTo(muted);
        assertThat(split(mutes, match("m1", event)).kept() == null).isEqualTo(muted);
    }

    @Test
    void aMatchWhoseEventsAreAllMutedGoesNowhere() {
        Suppression suppression = minute("s1", Map.of("host", "gate-1"));
        Match match = match("m1", event("e1", 1, "gate-1"), event("e2", 2, "gate-1"));

        SplitMatch split = split(Mutes.of(List.of(suppression)), match);

        assertThat(split.kept()).isNull();
        assertThat(split.muted()).containsExactly(new SplitMatch.Part(suppression, match));
    }

    @Test
    void theEventsThatAreNotMutedGoOnAndAreCountedAlone() {
        Match match = match("m1", event("e1", 1, "gate-1"), event("e2", 2, "door-1"), event("e3", 90, "gate-1"));

        SplitMatch split = split(Mutes.of(List.of(minute("s1", Map.of("host", "gate-1")))), match);

        assertThat(ids(split.kept())).containsExactly("e2", "e3");
        assertThat(split.kept().events()).extracting(Event::id).containsExactly("e2", "e3");
        assertThat(split.kept().total()).isEqualTo(2);
        assertThat(split.muted()).singleElement().satisfies(part -> {
            assertThat(ids(part.match())).containsExactly("e1");
            assertThat(part.match().total()).isEqualTo(3);
        });
    }

    @Test
    void whatEarlierAndLaterMessagesOfAMatchLostIsLeftOutOfEachTotal() {
        Mutes mutes = Mutes.of(List.of(minute("s1", Map.of("host", "gate-1"))));
        Match first = match("m1", event("e1", 1, "gate-1"), event("e2", 2, "door-1"));
        Match second = withTotal(9, match("m1", event("e3", 3, "gate-1"), event("e4", 4, "door-1")));
        Match other = withTotal(9, match("m2", event("e5", 5, "door-1")));

        List<SplitMatch> split = new MatchSplitter(mutes, Map.of())
                .split(List.of(first, second, other), Map.of("m1", Set.of("e0", "e1")));

        assertThat(split.get(0).kept().total()).isEqualTo(1);
        assertThat(split.get(1).kept().total()).isEqualTo(6);
        assertThat(split.get(2).kept()).isEqualTo(other);
    }

    @Test
    void anEventThatTheMatchDoesNotCarryIsDecidedByWhatIsKnownOfIt() {
        Mutes mutes = Mutes.of(List.of(minute("s1", Map.of("host", "gate-1"))));
        Event muted = event("e1", 1, "gate-1");
        Event kept = event("e2", 2, "door-1");
        Match match = withoutEvents(match("m1", muted, kept, event("e3", 3, "gate-1"), event("e4", 99, "gate-1")));

        assertThat(mutes.undecided(match, Set.of("e1", "e2"))).containsExactly("e3");
        SplitMatch split = new MatchSplitter(mutes, Map.of("e1", muted, "e2", kept))
                .split(List.of(match), Map.of())
                .getFirst();

        assertThat(ids(split.kept())).containsExactly("e2", "e3", "e4");
        assertThat(split.kept().events()).containsExactly(kept);
        assertThat(split.muted().getFirst().match().events()).containsExactly(muted);
    }

    @Test
    void theSampleOfLookedUpEventsIsBounded() {
        Map<String, Event> known = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            known.put("e" + i, event("e" + i, i, "gate-" + "x".repeat(150_000)));
        }
        Match match = withoutEvents(match("m1", known.values().toArray(Event[]::new)));
        SplitMatch split = new MatchSplitter(
                        Mutes.of(List.of(minute("s1", Map.of("host", Map.of("glob", "gate-*"))))), known)
                .split(List.of(match), Map.of())
                .getFirst();
        assertThat(split.muted().getFirst().match().events()).hasSize(2);
        assertThat(split.muted().getFirst().match().occurrences()).hasSize(5);
    }

    @Test
    void ofSeveralSuppressionsTheLastToEndIsNamed() {
        Suppression longer = window("s1", Map.of("host", "gate-1"), NOON, NOON.plusSeconds(600));
        Mutes mutes = Mutes.of(List.of(minute("s2", Map.of("host", "gate-1")), longer));
        Event event = event("e1", 1, "gate-1");
        assertThat(mutes.find(RULE, event, NOON)).contains(longer);
        assertThat(mutes.findOfAnyRule(event, NOON)).contains(longer);
        assertThat(mutes.find("rule-2", event, NOON)).isEmpty();
    }

    @Test
    void aLiftedOrUnreadableSuppressionMutesNothing() {
        Suppression lifted = new Suppression(
                "s1",
                "acme",
                RULE,
                2,
                null,
                "drill",
                Suppression.Scope.ALL,
                Map.of(),
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(30),
                NOON);
        Mutes mutes = Mutes.of(List.of(lifted, minute("s2", Map.of("colour", "red"))));
        assertThat(mutes.find(RULE, event("e1", 1, "gate-1"), NOON)).isEmpty();
    }

    @Test
    void withScopeAllEveryEventOfTheRuleIsMuted() {
        Suppression all = new Suppression(
                "s1",
                "acme",
                RULE,
                1,
                null,
                "drill",
                Suppression.Scope.ALL,
                Map.of(),
                NOON,
                NOON.plusSeconds(60),
                null,
                NOON);
        assertThat(split(Mutes.of(List.of(all)), match("m1", event("e1", 1, "x")))
                        .kept())
                .isNull();
    }

    @Test
    void withoutSuppressionsAMatchStaysWhatItIs() {
        Match match = match("m1", event("e1", 1, "gate-1"));
        assertThat(split(Mutes.of(List.of()), match)).isEqualTo(SplitMatch.whole(match));
    }

    private static SplitMatch split(Mutes mutes, Match match) {
        return new MatchSplitter(mutes, Map.of())
                .split(List.of(match), Map.of())
                .getFirst();
    }

    private static List<String> ids(Match match) {
        return match.occurrences().stream().map(Occurrence::eventId).toList();
    }

    private static Suppression minute(String id, Map<String, Object> criteria) {
        return window(id, criteria, NOON, NOON.plusSeconds(60));
    }

    private static Suppression window(String id, Map<String, Object> criteria, Instant from, Instant to) {
        return new Suppression(
                id, "acme", RULE, 1, null, "drill", Suppression.Scope.CRITERIA, criteria, from, to, null, from);
    }

    private static Event event(String id, int second, String host) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, id);
        fields.put(Event.TENANT, "acme");
        fields.put(Event.TIMESTAMP, NOON.plusSeconds(second).toString());
        fields.put("host.name", host);
        return new Event(fields);
    }

    private static Match match(String id, Event... events) {
        List<Occurrence> occurrences = Arrays.stream(events)
                .map(event -> new Occurrence(event.id(), event.timestamp()))
                .toList();
        return match(id, occurrences, List.of(events), occurrences.size());
    }

    private static Match withTotal(long total, Match match) {
        return match(match.matchId(), match.occurrences(), match.events(), total);
    }

    private static Match withoutEvents(Match match) {
        return match(match.matchId(), match.occurrences(), List.of(), match.total());
    }

    private static Match match(String id, List<Occurrence> occurrences, List<Event> events, long total) {
        return new Match(
                id,
                "acme",
                RULE,
                1,
                "Door rattled",
                Match.Trigger.STREAM,
                Severity.LOW,
                Map.of(),
                new Match.Window(NOON, NOON.plusSeconds(99)),
                total,
                occurrences,
                events,
                null,
                false,
                NOON);
    }
}
