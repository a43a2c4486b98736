package io.watchfloor.contracts;

import java.time.Instant;
import java.util.List;

/**
 * A case changed. The kind of change is the CloudEvents type, {@code soc.case.<change>.v1} with change created,
 * updated, status_changed, alert_linked or recurrence.
 *
 * @param version the case's version after the change; a consumer ignores a lower one
 */
public record CaseEvent(
        String tenantId,
        String caseId,
        long version,
        String change,
        String title,
        Severity severity,
        String status,
        List<String> alertIds,
        Instant at) {
    public CaseEvent {
        alertIds = List.copyOf(alertIds);
    }
}
