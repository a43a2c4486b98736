package io.watchfloor.cases.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void eventsAreTakenOnceInOrderOfTime() {
        IntakeCommand command = command(List.of(
                new Occurrence("b", NOON.plusSeconds(1)),
                new Occurrence("a", NOON),
                new Occurrence("b", NOON.plusSeconds(9))));
        assertThat(command.occurrences())
                .containsExactly(new Occurrence("a", NOON), new Occurrence("b", NOON.plusSeconds(1)));
        assertThat(command.seen()).isEqualTo(new Match.Window(NOON, NOON.plusSeconds(1)));
    }

    @Test
    void nothingToCountAndNothingToEscalateIsRefused() {
        assertThatThrownBy(() -> command(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanAThousandEventsAreRefused() {
        List<Occurrence> many = java.util.stream.IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> new Occurrence("e" + i, NOON))
                .toList();
        assertThatThrownBy(() -> command(many)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "+9999-01-01T00:00:00Z"})
    void timesThatNoDatabaseHoldsAreRefused(String time) {
        Instant far = time.startsWith("-1000000000") ? Instant.MIN : Instant.parse(time.replace("+", ""));
        assertThatThrownBy(() -> command(List.of(new Occurrence("a", far))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsThatNoIndexHoldsAreRefused() {
        assertThatThrownBy(() -> command(List.of(new Occurrence("x".repeat(201), NOON))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command(List.of(new Occurrence("a\0b", NOON))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsCutAndCleanedForTheDatabase() {
        AlertContent content = new AlertContent(
                "t\0" + "x".repeat(600),
                "",
                Severity.LOW,
                false,
                "test",
                null,
                List.of(),
                Collections.nCopies(2, "tag"),
                List.of());
        assertThat(content.title()).hasSize(500).startsWith("tx");
        assertThat(content.tags()).containsExactly("tag");
        assertThat(PlainText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    }

    private static IntakeCommand command(List<Occurrence> occurrences) {
        return new IntakeCommand(
                new DedupIdentity("client", Map.of(), "v1:" + "ab".repeat(32), Duration.ofHours(1)),
                IntakeCommand.ADHOC,
                new AlertContent("t", "", Severity.LOW, false, "test", null, List.of(), List.of(), List.of()),
                null,
                occurrences,
                new Match.Window(NOON, NOON),
                CaseWish.NONE,
                null,
                new Actor("user", "ana"),
                Cause.NONE);
    }
}
