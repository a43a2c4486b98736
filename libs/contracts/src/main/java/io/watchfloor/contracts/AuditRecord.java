package io.watchfloor.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Holds ids and names of changed properties, never payloads or secrets.
 *
 * @param actorType user, service or ingest_key
 * @param action such as {@code rule.created}
 * @param outcome success or refused
 * @param details short facts, such as a version before and after
 */
public record AuditRecord(
        String auditId,
        String tenantId,
        Instant at,
        String actor,
        String actorType,
        String action,
        String objectType,
        String objectId,
        String outcome,
        @Nullable String reason,
        Map<String, String> details) {
    public AuditRecord {
        details = Map.copyOf(details);
    }
}
