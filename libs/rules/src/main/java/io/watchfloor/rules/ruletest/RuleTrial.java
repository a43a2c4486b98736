package io.watchfloor.rules.ruletest;

import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.SigmaUnit;
import java.util.List;

/**
 * The cases of all documents of a detection, run.
 *
 * @param ruleId of the document that alerts: without cases of its own it is untested
 */
public record RuleTrial(String ruleId, List<CaseResult> cases) {
    public RuleTrial {
        cases = List.copyOf(cases);
    }

    /** What the cases came to. */
    public enum Result {
        /** There are none of what alerts, and none failed. */
        UNTESTED,
        PASSED,
        FAILED
    }

    /** Runs all cases on events as the pipeline knows them. */
    public static RuleTrial of(SigmaUnit unit, Pipeline pipeline) {
        return new RuleTrial(unit.top().id(), new RuleTests(unit.collection(), pipeline).run());
    }

    public Result result() {
        if (!failures().isEmpty()) {
            return Result.FAILED;
        }
        boolean tested = cases.stream().anyMatch(each -> each.ruleId().equals(ruleId));
        return tested ? Result.PASSED : Result.UNTESTED;
    }

    public List<CaseResult> failures() {
        return cases.stream().filter(each -> !each.passed()).toList();
    }
}
