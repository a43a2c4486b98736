package io.watchfloor.detection.sigma;

import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.TestStatus;
import io.watchfloor.rules.ruletest.CaseResult;
import io.watchfloor.rules.ruletest.RuleTrial;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the cases in a rule's document came to. */
@Schema(name = "RuleTestReport")
public record TestReport(
        RuleId ruleId, int version, @Nullable TestStatus testStatus, List<CaseView> cases) {
    /**
     * One case.
     *
     * @param line in the document, from 1
     * @param expected whether the rule must match the event
     */
    @Schema(name = "RuleTestCase")
    public record CaseView(int line, boolean expected, boolean matched, boolean passed, String message) {
        static CaseView of(CaseResult run) {
            return new CaseView(run.line(), run.expected(), run.matched(), run.passed(), run.message());
        }
    }

    static TestReport of(Rule rule, RuleTrial trial) {
        return new TestReport(
                rule.id(),
                rule.version(),
                TestStatus.of(Optional.of(trial)),
                trial.cases().stream().map(CaseView::of).toList());
    }
}
