package io.watchfloor.detection.suppression;

import io.watchfloor.platform.problem.ProblemType;

/** The errors of suppressions. */
enum SuppressionProblem implements ProblemType {
    SUPPRESSION_REVOKED("The suppression is revoked", 409),
    HIT_WITHOUT_MATCH("The hit is of a log, not of a match", 409);

    private final String title;
    private final int status;

    SuppressionProblem(String title, int status) {
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
