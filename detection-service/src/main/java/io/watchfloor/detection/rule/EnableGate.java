package io.watchfloor.detection.rule;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.match.RuleError;
import io.watchfloor.rules.ruletest.RuleTrial;
import io.watchfloor.rules.ruletest.RuleTrial.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Sigma rule is enabled only when it has test cases and all of them pass. What runs already stays until it is changed. */
final class EnableGate {
    private static final String POINTER = "/sigma";

    private EnableGate() {}

    /** Refuses with 422 a rule that would be enabled and may not be; {@code trial} is empty for other than Sigma rules. */
    static void require(@Nullable RuleSpec before, RuleSpec next, Optional<RuleTrial> trial) {
        if (trial.isEmpty() || !new RuleDefaults(next).enabled() || (before != null && isRunning(before, next))) {
            return;
        }
        List<RuleError> objections = objections(trial.get());
        if (!objections.isEmpty()) {
            ProblemException problem = new ProblemException(
                    RuleProblem.RULE_TESTS_FAILED, objections.getFirst().message());
            objections.forEach(error -> problem.at(error.pointer(), error.code(), error.message()));
            throw problem;
        }
    }

    /** Whether the same document is enabled already. */
    static boolean isRunning(RuleSpec before, RuleSpec next) {
        return new RuleDefaults(before).enabled() && Objects.equals(before.sigma(), next.sigma());
    }

    /** Why a rule with these test results may not be enabled. */
    static List<RuleError> objections(RuleTrial trial) {
        return trial.result() == Result.UNTESTED
                ? List.of(new RuleError(
                        POINTER, "untested", "a Sigma rule is enabled only with a test block whose cases pass"))
                : trial.failures().stream()
                        .map(failed -> new RuleError(POINTER, "test_failed", failed.message()))
                        .toList();
    }
}
