package io.watchfloor.detection.idempotency;

import io.watchfloor.platform.problem.ProblemType;

/** The errors of idempotency keys. */
enum IdempotencyProblem implements ProblemType {
    IDEMPOTENCY_KEY_REUSED("The idempotency key belongs to another request", 422);

    private final String title;
    private final int status;

    IdempotencyProblem(String title, int status) {
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
