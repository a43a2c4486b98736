package io.watchfloor.detection.rule;

import io.watchfloor.platform.problem.ProblemType;

/** What rules refuse. */
public enum RuleProblem implements ProblemType {
    RULE_TESTS_FAILED("The rule's tests do not allow it to be enabled", 422),
    NOT_SIGMA("The rule has no Sigma document", 409);

    private final String title;
    private final int status;

    RuleProblem(String title, int status) {
        this.title = title;
        this.status = status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
