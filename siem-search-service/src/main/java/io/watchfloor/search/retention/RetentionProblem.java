package io.watchfloor.search.retention;

import io.watchfloor.platform.problem.ProblemType;

/** What retention refuses. */
enum RetentionProblem implements ProblemType {
    RETENTION_TOO_SHORT("Events have to be kept longer here", 422),
    HOLD_RELEASED("The hold was released before", 409);

    private final String title;
    private final int status;

    RetentionProblem(String title, int status) {
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
