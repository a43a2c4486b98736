package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.CaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param alert the alert that has its events
 * @param replayed every event had counted before
 * @param linkedCase the case, when one was wished for
 */
record IntakeOutcome(
        IntakeCommand command,
        Alert alert,
        boolean created,
        boolean replayed,
        boolean reopened,
        @Nullable LinkedCase linkedCase) {

    /** The alert's case. */
    record LinkedCase(CaseId id, boolean created, CaseStatus status) {}

    static IntakeOutcome replayed(IntakeCommand command, Alert alert) {
        return new IntakeOutcome(command, alert, false, true, false, null);
    }

    IntakeOutcome with(Alert next) {
        return new IntakeOutcome(command, next, created, replayed, reopened, linkedCase);
    }

    IntakeOutcome with(LinkedCase linked) {
        return new IntakeOutcome(command, alert, created, replayed, reopened, linked);
    }

    /** This outcome, to which the escalating event added what {@code follow} says. */
    IntakeOutcome followedBy(IntakeOutcome follow) {
        return new IntakeOutcome(
                command,
                follow.alert(),
                created || follow.created(),
                replayed && follow.replayed(),
                reopened || follow.reopened(),
                linkedCase);
    }
}
