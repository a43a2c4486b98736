package io.watchfloor.promotion.promote;

import io.watchfloor.platform.problem.ProblemType;

/** The errors of promotion. */
enum PromotionProblem implements ProblemType {
    RULE_DISABLED("The rule is disabled", 409),
    EVENT_SUPPRESSED("Event is muted", 409);

    private final String title;
    private final int status;

    PromotionProblem(String title, int status) {
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
