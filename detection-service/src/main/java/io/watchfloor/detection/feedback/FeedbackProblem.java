package io.watchfloor.detection.feedback;

import io.watchfloor.platform.problem.ProblemType;

/** The errors of feedback. */
enum FeedbackProblem implements ProblemType {
    UNKNOWN_REFERENCE("The feedback speaks of something that does not exist", 422),
    ALERT_OF_ANOTHER_RULE("The alert does not come from this rule", 422),
    NOTHING_TO_UPDATE("Only a false positive on an alert can update its status", 422);

    private final String title;
    private final int status;

    FeedbackProblem(String title, int status) {
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
