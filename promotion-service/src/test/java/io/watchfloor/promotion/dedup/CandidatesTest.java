package io.watchfloor.promotion.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Severity;
import io.watchfloor.promotion.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final RuleVersion RULE = Samples.rule("acme", Samples.RULE, 1, "user");

    private static Event event(int n) {
        return Samples.event(
                "acme", "e" + n, Samples.NOON.plusSeconds(n), "user.name", "root", "source.ip", "192.0.2." + n);
    }

    private static Match match(String id, Event... events) {
        return Samples.match("acme", id, Map.of("user", "root"), events);
    }

    private static Match escalated(String id, int n) {
        var escalation = new Match.Escalation("got_in", "ESCALATE_TO_HIGH", "s" + n, Samples.NOON.plusSeconds(n));
        return Samples.match(
                "acme",
                id,
                Map.of("user", "root"),
                List.of(new Occurrence("e" + n, Samples.NOON.plusSeconds(n))),
                List.of(event(n)),
                escalation);
    }

    private static List<Candidate> candidates(Match... matches) {
        return IntStream.range(0, matches.length)
                .mapToObj(i -> KeyedMatch.of(matches[i], RULE, Map.of(), "msg-" + i))
                .collect(java.util.stream.Collectors.collectingAndThen(
                        java.util.stream.Collectors.toList(), Candidates::of))
                .stream()
                .map(Candidates.Planned::candidate)
                .toList();
    }

    @Test
    void aMatchBecomesACandidate() {
        Candidate made = candidates(match("m1", event(2), event(1))).getFirst();

        assertThat(made)
                .isEqualTo(new Candidate(
                        made.candidateId(),
                        "acme",
                        Samples.RULE,
                        1,
                        "Door rattled",
                        made.dedup(),
                        "Door rattled by root",
                        "2 tries from 192.0.2.1 on (unknown)",
                        Severity.MEDIUM,
                        "app",
                        List.of(
                                new Occurrence("e1", Samples.NOON.plusSeconds(1)),
                                new Occurrence("e2", Samples.NOON.plusSeconds(2))),
                        Samples.NOON.plusSeconds(1),
                        Samples.NOON.plusSeconds(2),
                        List.of(
                                new ObservableValue("user", "root"),
                                new ObservableValue("ip", "192.0.2.1"),
                                new ObservableValue("ip", "192.0.2.2")),
                        List.of("T1110"),
                        List.of("doors"),
                        true,
                        null,
                        List.of("m1")));
        assertThat(made.dedup().profile()).isEqualTo("rule");
        assertThat(made.dedup().values()).isEqualTo(Map.of("user", List.of("root")));
        assertThat(made.dedup().windowSeconds()).isEqualTo(3_600);
    }

    @Test
    void matchesOfOneAlertBecomeOneCandidate() {
        List<Candidate> made = candidates(match("m2", event(3), event(2)), match("m1", event(1), event(2)));

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().occurrences())
                .extracting(Occurrence::eventId)
                .containsExactly("e1", "e2", "e3");
        assertThat(made.getFirst().matchIds()).containsExactly("m1", "m2");
        assertThat(made.getFirst().description()).startsWith("4 tries");
    }

    @Test
    void theEarliestMatchIsTheCause() {
        var planned = Candidates.of(List.of(
                KeyedMatch.of(match("late", event(9)), RULE, Map.of(), "msg-late"),
                KeyedMatch.of(match("early", event(1)), RULE, Map.of(), "msg-early")));

        assertThat(planned).singleElement().satisfies(one -> {
            assertThat(one.matchId()).isEqualTo("early");
            assertThat(one.messageId()).isEqualTo("msg-early");
        });
    }

    @Test
    void differentGroupsStayApart() {
        Match other = Samples.match("acme", "m2", Map.of("user", "ana"), event(1));

        assertThat(candidates(match("m1", event(1)), other))
                .extracting(candidate -> candidate.dedup().hash())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void anEscalationRaisesOnlyTheEventsOfItsMatch() {
        List<Candidate> made = candidates(escalated("m1", 2), match("m1", event(1)), match("m1", event(3)));

        assertThat(made)
                .extracting(
                        Candidate::severity,
                        candidate -> candidate.occurrences().stream()
                                .map(Occurrence::eventId)
                                .toList())
                .containsExactly(tuple(Severity.MEDIUM, List.of("e1", "e3")), tuple(Severity.HIGH, List.of("e2")));
        assertThat(made.getFirst().escalation()).isNull();
        assertThat(made.getLast().escalation())
                .isEqualTo(new Match.Escalation("got_in", "ESCALATE_TO_HIGH", "s2", Samples.NOON.plusSeconds(2)));
    }

    @Test
    void noEscalationIsLostWhenThereAreSeveral() {
        List<Candidate> made = candidates(escalated("m1", 5), escalated("m1", 2), escalated("m1", 5));

        assertThat(made)
                .extracting(candidate -> candidate.escalation().eventId())
                .containsExactly("s5", "s2");
        assertThat(made).extracting(Candidate::candidateId).doesNotHaveDuplicates();
    }

    @Test
    void moreThanAThousandOccurrencesMakeSeveralCandidates() {
        Match[] matches = IntStream.range(0, 3)
                .mapToObj(part -> Samples.match(
                        "acme",
                        "m1",
                        Map.of("user", "root"),
                        IntStream.range(part * 800, part * 800 + 800)
                                .mapToObj(i -> new Occurrence("e" + i, Samples.NOON.plusMillis(i)))
                                .toList(),
                        List.of(event(1)),
                        null))
                .toArray(Match[]::new);

        List<Candidate> made = candidates(matches);

        assertThat(made).extracting(candidate -> candidate.occurrences().size()).containsExactly(1_000, 1_000, 400);
        assertThat(made.get(1).firstSeen()).isEqualTo(Samples.NOON.plusMillis(1_000));
        assertThat(made.get(1).lastSeen()).isEqualTo(Samples.NOON.plusMillis(1_999));
        assertThat(made).extracting(Candidate::candidateId).doesNotHaveDuplicates();
    }

    @Test
    void theWorstSeverityIsKept() {
        Match low = Samples.withSeverity(Severity.LOW, match("m1", event(1)));
        Match critical = Samples.withSeverity(Severity.CRITICAL, match("m2", event(2)));

        assertThat(candidates(low)).extracting(Candidate::severity).containsExactly(Severity.MEDIUM);
        assertThat(candidates(low, critical)).extracting(Candidate::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void aMatchThatAddsNothingMakesNoCandidate() {
        assertThat(candidates(match("m1"))).isEmpty();
    }

    @Test
    void aMatchWithoutOccurrencesStillCarriesItsEscalation() {
        var escalation = new Match.Escalation("got_in", "ESCALATE_TO_HIGH", "s1", Samples.NOON);

        List<Candidate> made =
                candidates(Samples.match("acme", "m1", Map.of("user", "root"), List.of(), List.of(), escalation));

        assertThat(made).singleElement().satisfies(candidate -> {
            assertThat(candidate.escalation()).isEqualTo(escalation);
            assertThat(candidate.firstSeen()).isEqualTo(Samples.NOON);
        });
    }
}
