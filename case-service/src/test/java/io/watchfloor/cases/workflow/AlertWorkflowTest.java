package io.watchfloor.cases.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.cases.workflow.AlertWorkflow.Change;
import io.watchfloor.cases.workflow.AlertWorkflow.Decision;
import io.watchfloor.cases.workflow.AlertWorkflow.Disposition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertWorkflowTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NEW            | TRIAGED INVESTIGATING ESCALATED CONTAINED RESOLVED FALSE_POSITIVE
            TRIAGED        | NEW INVESTIGATING ESCALATED CONTAINED RESOLVED FALSE_POSITIVE
            INVESTIGATING  | TRIAGED ESCALATED CONTAINED RESOLVED FALSE_POSITIVE
            ESCALATED      | CONTAINED RESOLVED FALSE_POSITIVE
            CONTAINED      | RESOLVED FALSE_POSITIVE
            RESOLVED       |
            FALSE_POSITIVE |
            """)
    void everyTransitionIsAllowedOrRefusedAsTheTableSays(AlertStatus from, String words) {
        List<AlertStatus> allowed = words == null
                ? List.of()
                : Arrays.stream(words.split(" ")).map(AlertStatus::valueOf).toList();
        Verdict verdict = from.isTerminal() ? Verdict.FALSE_POSITIVE : null;
        for (AlertStatus to : AlertStatus.values()) {
            Decision decision =
                    AlertWorkflow.decide(new Disposition(from, verdict), new Change(to, true, Verdict.FALSE_POSITIVE));
            if (from == to && from.isTerminal()) {
                assertThat(decision).isEqualTo(new Decision.Unchanged());
            } else if (from == to || allowed.contains(to)) {
                assertThat(decision).isEqualTo(new Decision.Changed(new Disposition(to, Verdict.FALSE_POSITIVE)));
            } else {
                assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.IllegalTransition.class,
                                refused -> assertThat(refused.allowed()).containsExactlyInAnyOrderElementsOf(allowed));
            }
        }
    }

    @Test
    void resolvingWithoutAVerdictIsRefused() {
        assertThat(AlertWorkflow.decide(
                        new Disposition(AlertStatus.TRIAGED, null), new Change(AlertStatus.RESOLVED, false, null)))
                .isEqualTo(new Decision.VerdictMissing(AlertStatus.RESOLVED));
    }

    @Test
    void aVerdictGivenEarlierServesForResolving() {
        assertThat(AlertWorkflow.decide(
                        new Disposition(AlertStatus.TRIAGED, Verdict.TRUE_POSITIVE),
                        new Change(AlertStatus.RESOLVED, false, null)))
                .isEqualTo(new Decision.Changed(new Disposition(AlertStatus.RESOLVED, Verdict.TRUE_POSITIVE)));
    }

    @Test
    void falsePositiveForcesItsVerdict() {
        assertThat(AlertWorkflow.decide(
                        new Disposition(AlertStatus.NEW, Verdict.UNDETERMINED),
                        new Change(AlertStatus.FALSE_POSITIVE, false, null)))
                .isEqualTo(new Decision.Changed(new Disposition(AlertStatus.FALSE_POSITIVE, Verdict.FALSE_POSITIVE)));
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = "FALSE_POSITIVE", mode = EnumSource.Mode.EXCLUDE)
    void falsePositiveRefusesEveryOtherVerdict(Verdict verdict) {
        assertThat(AlertWorkflow.decide(
                        new Disposition(AlertStatus.NEW, null), new Change(AlertStatus.FALSE_POSITIVE, true, verdict)))
                .isEqualTo(new Decision.VerdictContradicts(AlertStatus.FALSE_POSITIVE, verdict));
    }

    @Test
    void theVerdictOfAClosedAlertCanBeCorrectedButNotRemoved() {
        Disposition closed = new Disposition(AlertStatus.RESOLVED, Verdict.UNDETERMINED);
        assertThat(AlertWorkflow.decide(closed, new Change(null, true, Verdict.TRUE_POSITIVE)))
                .isEqualTo(new Decision.Changed(new Disposition(AlertStatus.RESOLVED, Verdict.TRUE_POSITIVE)));
        assertThat(AlertWorkflow.decide(closed, new Change(null, true, null)))
                .isEqualTo(new Decision.VerdictMissing(AlertStatus.RESOLVED));
    }

    @Test
    void askingForWhatIsSoAlreadyChangesNothing() {
        assertThat(AlertWorkflow.decide(
                        new Disposition(AlertStatus.NEW, null), new Change(AlertStatus.NEW, false, null)))
                .isEqualTo(new Decision.Unchanged());
    }
}
