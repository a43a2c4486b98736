package io.watchfloor.cases.incident;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.List;

/**
 * A case to open from an alert.
 *
 * @param firstSeen event time of the alert's first event
 * @param history entries that follow those of opening and linking
 */
public record NewCase(
        AlertId alert,
        CaseSubject subject,
        Severity severity,
        Instant firstSeen,
        Actor actor,
        Cause cause,
        List<TimelineDraft> history) {
    public NewCase {
        history = List.copyOf(history);
    }
}
