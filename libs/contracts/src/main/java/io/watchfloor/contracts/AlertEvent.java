package io.watchfloor.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert changed. The kind of change is the CloudEvents type, {@code soc.alert.<change>.v1} with change created,
 * deduplicated, updated, status_changed, severity_raised or reopened.
 *
 * @param version the alert's version after the change; a consumer ignores a lower one
 */
public record AlertEvent(
        String tenantId,
        String alertId,
        long version,
        String change,
        String title,
        Severity severity,
        String status,
        @Nullable String ruleId,
        String dedupHash,
        long occurrenceCount,
        Instant firstSeen,
        Instant lastSeen,
        List<String> caseIds,
        Instant at) {
    public AlertEvent {
        caseIds = List.copyOf(caseIds);
    }
}
