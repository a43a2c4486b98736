package io.watchfloor.cases.alert;

import io.watchfloor.platform.problem.ProblemType;

/** Why a change of an alert is refused. */
enum AlertProblem implements ProblemType {
    ILLEGAL_TRANSITION("The alert cannot go to this status from where it is", 409),
    VERDICT_REQUIRED("An alert that is closed needs a verdict", 422),
    VERDICT_CONTRADICTS_STATUS("A false positive has the verdict false_positive", 422);

    private final String title;
    private final int status;

    AlertProblem(String title, int status) {
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
