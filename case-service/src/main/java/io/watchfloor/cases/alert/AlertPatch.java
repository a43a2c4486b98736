package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person changes of an alert; null leaves it. Verdict and assignee can also be removed: given and null.
 */
record AlertPatch(
        @Nullable AlertStatus status,
        boolean verdictGiven,
        @Nullable Verdict verdict,
        boolean assigneeGiven,
        @Nullable String assignee,
        @Nullable Severity severity,
        @Nullable List<String> tags,
        @Nullable String title,
        @Nullable String description) {}
