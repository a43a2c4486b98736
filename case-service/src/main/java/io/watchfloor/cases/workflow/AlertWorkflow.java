package io.watchfloor.cases.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a person's change of status and verdict is possible, and what comes out of it. */
public final class AlertWorkflow {
    private AlertWorkflow() {}

    /** Status and verdict of an alert. */
    public record Disposition(AlertStatus status, @Nullable Verdict verdict) {}

    /**
     * What is asked for.
     *
     * @param status absent to leave it
     * @param verdictGiven whether the verdict is to be changed; {@code verdict} null then removes it
     */
    public record Change(
            @Nullable AlertStatus status,
            boolean verdictGiven,
            @Nullable Verdict verdict) {}

    /** The answer to a {@link Change}. */
    public sealed interface Decision {
        /** Everything stands already as asked. */
        record Unchanged() implements Decision {}

        record Changed(Disposition next) implements Decision {}

        /** The status cannot be reached from the present one. */
        record IllegalTransition(AlertStatus from, AlertStatus to, List<AlertStatus> allowed) implements Decision {}

        /** A terminal status needs a verdict. */
        record VerdictMissing(AlertStatus status) implements Decision {}

        /** The status false_positive has the verdict of that name and no other. */
        record VerdictContradicts(AlertStatus status, Verdict verdict) implements Decision {}
    }

    /** Decides without side effects. */
    public static Decision decide(Disposition present, Change change) {
        AlertStatus to = change.status() == null ? present.status() : change.status();
        if (to != present.status() && !present.status().allowed().contains(to)) {
            return new Decision.IllegalTransition(
                    present.status(), to, present.status().allowed());
        }
        Verdict verdict = change.verdictGiven() ? change.verdict() : implied(to, present.verdict());
        if (verdict == null && to.isTerminal()) {
            return new Decision.VerdictMissing(to);
        }
        if (verdict != null && to == AlertStatus.FALSE_POSITIVE && verdict != Verdict.FALSE_POSITIVE) {
            return new Decision.VerdictContradicts(to, verdict);
        }
        Disposition next = new Disposition(to, verdict);
        return next.equals(present) ? new Decision.Unchanged() : new Decision.Changed(next);
    }

    private static @Nullable Verdict implied(AlertStatus to, @Nullable Verdict present) {
        return to == AlertStatus.FALSE_POSITIVE ? Verdict.FALSE_POSITIVE : present;
    }
}
