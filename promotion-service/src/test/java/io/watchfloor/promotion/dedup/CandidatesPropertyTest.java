package io.watchfloor.promotion.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.promotion.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the messages on their way, the same events are counted on the same alerts. */
class CandidatesPropertyTest {
    private static final RuleVersion RULE = Samples.rule("acme", Samples.RULE, 1, "user");

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void splitOrderAndRepetitionDoNotChangeWhatIsCounted(int seed) {
        Random random = new Random(seed);
        List<KeyedMatch> messages = messages(random);
        List<KeyedMatch> disturbed = new ArrayList<>(messages);
        IntStream.range(0, random.nextInt(6))
                .forEach(i -> disturbed.add(messages.get(random.nextInt(messages.size()))));
        Collections.shuffle(disturbed, random);

        List<Candidate> whole = candidates(messages);
        List<Candidate> parts = new ArrayList<>();
        for (int at = 0; at < disturbed.size(); ) {
            int end = Math.min(disturbed.size(), at + 1 + random.nextInt(5));
            parts.addAll(candidates(disturbed.subList(at, end)));
            at = end;
        }

        assertThat(counted(parts)).isEqualTo(counted(whole));
        assertThat(escalated(parts)).isEqualTo(escalated(whole));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderAndRepetitionWithinABatchChangeNothingAtAll(int seed) {
        Random random = new Random(seed);
        List<KeyedMatch> messages = messages(random);
        List<KeyedMatch> disturbed = new ArrayList<>(messages);
        disturbed.add(messages.get(random.nextInt(messages.size())));
        Collections.shuffle(disturbed, random);

        assertThat(Set.copyOf(candidates(disturbed))).isEqualTo(Set.copyOf(candidates(messages)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCandidateIsOrderedBoundedAndFramedByItsTimes(int seed) {
        for (Candidate candidate : candidates(messages(new Random(seed)))) {
            assertThat(candidate.occurrences())
                    .hasSizeBetween(1, Candidates.MAX_OCCURRENCES)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(
                            Comparator.comparing(Occurrence::eventTime).thenComparing(Occurrence::eventId));
            assertThat(candidate.firstSeen())
                    .isEqualTo(candidate.occurrences().getFirst().eventTime());
            assertThat(candidate.lastSeen())
                    .isEqualTo(candidate.occurrences().getLast().eventTime());
        }
    }

    private static List<Candidate> candidates(List<KeyedMatch> messages) {
        return Candidates.of(messages).stream()
                .map(Candidates.Planned::candidate)
                .toList();
    }

    private static Map<String, Set<Occurrence>> counted(List<Candidate> candidates) {
        Map<String, Set<Occurrence>> counted = new TreeMap<>();
        candidates.forEach(
                candidate -> counted.computeIfAbsent(candidate.dedup().hash(), hash -> new HashSet<>())
                        .addAll(candidate.occurrences()));
        return counted;
    }

    private static Map<String, Set<Match.Escalation>> escalated(List<Candidate> candidates) {
        Map<String, Set<Match.Escalation>> escalated = new TreeMap<>();
        candidates.stream()
                .filter(candidate -> candidate.escalation() != null)
                .forEach(candidate -> escalated
                        .computeIfAbsent(candidate.dedup().hash(), hash -> new HashSet<>())
                        .add(candidate.escalation()));
        return escalated;
    }

    private static List<KeyedMatch> messages(Random random) {
        int large = random.nextInt(10) == 0 ? 700 : 12;
        return IntStream.rangeClosed(0, random.nextInt(12))
                .mapToObj(i -> KeyedMatch.of(match(random, large), RULE, Map.of(), "msg-" + i))
                .toList();
    }

    private static Match match(Random random, int most) {
        int user = random.nextInt(3);
        List<Occurrence> occurrences = random.ints(1 + random.nextInt(most), 0, most * 3)
                .distinct()
                .mapToObj(i -> new Occurrence("e" + i, Samples.NOON.plusSeconds(i / 2)))
                .toList();
        List<Event> events = occurrences.stream()
                .limit(Match.MAX_EVENTS)
                .map(o -> Samples.event("acme", o.eventId(), o.eventTime(), "host.name", "h-" + o.eventId()))
                .toList();
        Match.Escalation escalation = random.nextInt(4) > 0
                ? null
                : new Match.Escalation("got_in", "ESCALATE_TO_HIGH", "s" + random.nextInt(3), Samples.NOON);
        String matchId = "m" + user + "-" + random.nextInt(2);
        return Samples.match("acme", matchId, Map.of("user", "user-" + user), occurrences, events, escalation);
    }
}
