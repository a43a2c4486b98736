package io.watchfloor.search.job;

import io.watchfloor.platform.problem.ProblemType;

/** What search jobs refuse. */
enum JobProblem implements ProblemType {
    IDEMPOTENCY_KEY_REUSED("The idempotency key belongs to another request", 422),
    TOO_MANY_JOBS("There are as many search jobs as there may be", 429);

    private final String title;
    private final int status;

    JobProblem(String title, int status) {
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
