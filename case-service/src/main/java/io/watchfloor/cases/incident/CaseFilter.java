package io.watchfloor.cases.incident;

import io.watchfloor.cases.workflow.CaseStatus;
import io.watchfloor.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which cases to list; an empty list or an absent text does not filter. */
record CaseFilter(
        List<CaseStatus> statuses,
        List<Severity> severities,
        @Nullable String ruleId,
        @Nullable String title) {
    CaseFilter {
        statuses = List.copyOf(statuses);
        severities = List.copyOf(severities);
    }
}
