package io.watchfloor.search.retention;

import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.BlockExpiry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened to policies, holds and expired events, as audit records tell it. */
final class RetentionAudit {
    private RetentionAudit() {}

    static AuditTrail.Change set(TenantId tenant, RetentionPolicy before, RetentionPolicy after) {
        return new AuditTrail.Change(
                "retention.changed",
                tenant.value(),
                Map.of(
                        "version_before", Integer.toString(before.version()),
                        "version_after", Integer.toString(after.version()),
                        "days_before", before.toString(),
                        "days_after", after.toString()));
    }

    /** Events that are gone: how many, of which times, and by which limit. */
    static AuditTrail.Change dropped(String source, int days, BlockExpiry.Dropped dropped) {
        return new AuditTrail.Change(
                "retention.dropped",
                source,
                Map.of(
                        "days", Integer.toString(days),
                        "blocks", Integer.toString(dropped.blocks()),
                        "events", Long.toString(dropped.events()),
                        "oldest", Instant.ofEpochMilli(dropped.minTime()).toString(),
                        "newest", Instant.ofEpochMilli(dropped.maxTime()).toString()));
    }

    static AuditTrail.Change created(LegalHold hold) {
        Map<String, String> details = new TreeMap<>();
        put(details, "source", hold.source());
        put(details, "from", hold.from());
        put(details, "to", hold.to());
        details.put("reason", hold.reason());
        return new AuditTrail.Change("legal_hold.created", hold.holdId().toString(), details);
    }

    static AuditTrail.Change released(LegalHold hold, String reason) {
        return new AuditTrail.Change("legal_hold.released", hold.holdId().toString(), Map.of("reason", reason));
    }

    private static void put(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }
}
