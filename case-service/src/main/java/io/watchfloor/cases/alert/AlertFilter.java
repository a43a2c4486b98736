package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which alerts to list; an empty list or an absent text does not filter. */
record AlertFilter(
        List<AlertStatus> statuses,
        List<Severity> severities,
        @Nullable String ruleId,
        @Nullable String assignee,
        @Nullable String title) {
    AlertFilter {
        statuses = List.copyOf(statuses);
        severities = List.copyOf(severities);
    }
}
