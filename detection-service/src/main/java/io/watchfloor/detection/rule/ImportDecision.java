package io.watchfloor.detection.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.match.RuleError;
import io.watchfloor.rules.ruletest.RuleTrial;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;

/** What an imported document comes to. */
public sealed interface ImportDecision {
    /** What happens to the rule. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * It is taken.
     *
     * @param rule as it is afterwards
     * @param trial the cases of its test block, run
     */
    record Stored(Rule rule, Outcome outcome, RuleTrial trial) implements ImportDecision {}

    /** It is not taken, and nothing else of its file. */
    record Refused(List<RuleError> errors) implements ImportDecision {
        public Refused {
            errors = List.copyOf(errors);
        }

        static Refused of(ProblemException e) {
            List<RuleError> errors = e.errors().stream()
                    .map(error -> new RuleError(error.pointer(), error.code(), error.message()))
                    .toList();
            return new Refused(
                    errors.isEmpty() ? List.of(new RuleError("", "invalid", String.valueOf(e.getMessage()))) : errors);
        }

        static Refused of(ConstraintViolationException e) {
            return new Refused(e.getConstraintViolations().stream()
                    .map(violation ->
                            new RuleError("", "invalid", violation.getPropertyPath() + " " + violation.getMessage()))
                    .toList());
        }
    }
}
