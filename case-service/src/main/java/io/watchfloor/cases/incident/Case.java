package io.watchfloor.cases.incident;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.CaseStatus;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.List;

/**
 * A case.
 *
 * @param number counts per tenant from 1
 * @param version grows with each change
 */
public record Case(
        CaseId id,
        long number,
        CaseSubject subject,
        Severity severity,
        CaseStatus status,
        List<AlertId> alertIds,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    public Case {
        alertIds = List.copyOf(alertIds);
    }

    /** The case with at least this severity. */
    Case raised(Severity least, Instant now) {
        return severity.compareTo(least) >= 0
                ? this
                : new Case(id, number, subject, least, status, alertIds, createdBy, createdAt, now, version + 1);
    }
}
