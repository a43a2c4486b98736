package io.watchfloor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackSampleTest {

    private static final Instant END = Instant.parse("2026-03-02T09:30:00Z");

    private final List<AttackSample.Line> lines = AttackSample.lines(END, "demo-1", 7);

    @Test
    void theGuessesLieWithinTheRulesWindowAndTheSuccessSoonAfter() {
        List<AttackSample.Line> guesses = lines.stream()
                .filter(line -> line.message().contains("Failed password for admin from " + AttackSample.ATTACKER))
                .toList();
        AttackSample.Line success = lines.stream()
                .filter(line -> line.message().contains("Accepted password for admin"))
                .findFirst()
                .orElseThrow();

        assertThat(guesses).hasSize(AttackSample.GUESSES);
        assertThat(Duration.between(guesses.getFirst().time(), guesses.getLast().time()))
                .isLessThan(Duration.ofMinutes(5));
        assertThat(Duration.between(guesses.getLast().time(), success.time()))
                .isPositive()
                .isLessThan(Duration.ofMinutes(30));
        assertThat(AttackSample.lastGuess(lines)).isEqualTo(guesses.getLast().time());
    }

    @Test
    void nobodyElseOfTheBackgroundIsAnAdminWhoFails() {
        assertThat(lines)
                .filteredOn(line -> line.message().contains("Failed password for admin"))
                .hasSize(AttackSample.GUESSES);
    }

    @Test
    void linesAreInOrderDistinctNotInTheFutureAndMarked() {
        assertThat(lines).isSortedAccordingTo(Comparator.comparing(AttackSample.Line::time));
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.time()).isBetween(END.minus(Duration.ofMinutes(10)), END);
            assertThat(line.message())
                    .matches("<86>1 " + line.time() + " [a-z0-9-]+ (sshd|sudo|CRON) \\d+ demo-1 - .+");
        });
    }

    @Test
    void theSameSeedMakesTheSameLines() {
        assertThat(AttackSample.lines(END, "demo-1", 7)).isEqualTo(lines);
        assertThat(AttackSample.lines(END, "demo-1", 8)).isNotEqualTo(lines);
    }
}
