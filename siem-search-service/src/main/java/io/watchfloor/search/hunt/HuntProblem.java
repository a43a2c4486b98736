package io.watchfloor.search.hunt;

import io.watchfloor.platform.problem.ProblemType;

/** What hunts refuse. */
enum HuntProblem implements ProblemType {
    IDEMPOTENCY_KEY_REUSED("The idempotency key belongs to another request", 422);

    private final String title;
    private final int status;

    HuntProblem(String title, int status) {
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
