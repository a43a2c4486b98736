package io.watchfloor.promotion.mute;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.promotion.Samples;
import io.watchfloor.rules.suppress.MatchSplitter;
import io.watchfloor.rules.suppress.Mutes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    private static final Suppression GATES = Suppressions.of(
            "acme", Samples.RULE, Map.of("host", Map.of("glob", "gate-*")), Samples.NOON, Samples.NOON.plusSeconds(60));

    @Test
    void whatIsNotMutedGoesOnInItsOrder() {
        ArrivedMatch muted = arrived("msg-1", match("m1", event("e1", 1, "gate-1")), false);
        ArrivedMatch partly = arrived("msg-2", match("m2", event("e2", 2, "gate-1"), event("e3", 3, "door-1")), false);
        ArrivedMatch free = arrived("msg-3", match("m3", event("e4", 60, "gate-1")), false);

        Screening screening = screen(List.of(muted, partly, free), Map.of());

        assertThat(screening.kept()).extracting(ArrivedMatch::messageId).containsExactly("msg-2", "msg-3");
        assertThat(screening.kept().getFirst().match().occurrences())
                .extracting(Occurrence::eventId)
                .containsExactly("e3");
        assertThat(screening.kept().getLast()).isEqualTo(free);
        assertThat(screening.muted()).extracting(part -> part.match().matchId()).containsExactly("m1", "m2");
        assertThat(screening.messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.envelope().type()).isEqualTo("soc.promotion.suppressed.v1"));
        assertThat(screening.messages())
                .extracting(message -> message.envelope().causationId())
                .containsExactly("msg-1", "msg-2");
    }

    @Test
    void theSameMessageMutedAgainIsTheSameFact() {
        ArrivedMatch muted = arrived("msg-1", match("m1", event("e1", 1, "gate-1")), false);
        assertThat(screen(List.of(muted), Map.of())
                        .messages()
                        .getFirst()
                        .envelope()
                        .id())
                .isEqualTo(screen(List.of(muted), Map.of())
                        .messages()
                        .getFirst()
                        .envelope()
                        .id());
    }

    @Test
    void aMatchThatWasBroughtBackIsNotMutedAgain() {
        ArrivedMatch released = arrived("msg-1", match("m1", event("e1", 1, "gate-1")), true);
        ArrivedMatch next = arrived("msg-2", withTotal(4, match("m1", event("e3", 61, "gate-1"))), false);

        Screening screening = screen(List.of(released, next), Map.of("m1", Set.of("e1", "e2")));

        assertThat(screening.kept().getFirst()).isEqualTo(released);
        assertThat(screening.released()).containsExactly(released.match());
        assertThat(screening.muted()).isEmpty();
        assertThat(screening.kept().getLast().match().total()).isEqualTo(3);
    }

    @Test
    void aRunHasLeftOutOfItsTotalWhatIsMuted() {
        Match run = withTrigger(Match.Trigger.SCHEDULED, match("m1", event("e3", 61, "gate-1")));
        Screening screening = screen(List.of(arrived("msg-1", run, false)), Map.of("m1", Set.of("e1")));
        assertThat(screening.kept().getFirst().match()).isEqualTo(run);
    }

    private static Screening screen(List<ArrivedMatch> arrived, Map<String, Set<String>> before) {
        MatchSplitter splitter = new MatchSplitter(Mutes.of(List.of(GATES)), Map.of());
        return Screening.of(arrived, new Screening.Facts(splitter, before, Samples.NOON));
    }

    private static ArrivedMatch arrived(String messageId, Match match, boolean released) {
        return new ArrivedMatch(messageId, match, released);
    }

    private static Event event(String id, int second, String host) {
        return Samples.event("acme", id, Samples.NOON.plusSeconds(second), "host.name", host);
    }

    private static Match match(String id, Event... events) {
        return Samples.match("acme", id, Map.of(), events);
    }

    private static Match withTotal(long total, Match match) {
        return copy(match, match.trigger(), total);
    }

    private static Match withTrigger(Match.Trigger trigger, Match match) {
        return copy(match, trigger, match.total());
    }

    private static Match copy(Match match, Match.Trigger trigger, long total) {
        return new Match(
                match.matchId(),
                match.tenantId(),
                match.ruleId(),
                match.ruleVersion(),
                match.ruleName(),
                trigger,
                match.severity(),
                match.group(),
                match.window(),
                total,
                match.occurrences(),
                match.events(),
                match.escalation(),
                match.late(),
                match.detectedAt());
    }
}
