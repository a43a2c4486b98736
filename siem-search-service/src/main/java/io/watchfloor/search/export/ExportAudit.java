package io.watchfloor.search.export;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.search.EventSelection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes exports to the audit trail: who exported how many events of which time, never the query or an event. */
@ApplicationScoped
class ExportAudit {
    private final TenantDatabase database;
    private final AuditTrail trail;
    private final IdGenerator ids;

    ExportAudit(TenantDatabase database, AuditTrail trail, IdGenerator ids) {
        this.database = database;
        this.trail = trail;
        this.ids = ids;
    }

    /** Gives the id of the export. */
    Uni<UUID> began(Caller caller, EventSelection selection, ExportWriter writer) {
        UUID id = ids.next();
        Map<String, String> details = Map.of(
                "format", writer.format().name().toLowerCase(Locale.ROOT),
                "from", selection.range().from().toString(),
                "to", selection.range().to().toString(),
                "source", selection.source() == null ? "all" : selection.source(),
                "fields", writer.columns().text());
        return add(caller, "export.began", id, details).replaceWith(id);
    }

    Uni<Void> ended(Caller caller, UUID id, ExportEnd end) {
        Map<String, String> details =
                Map.of("events", Long.toString(end.events()), "complete", Boolean.toString(end.complete()));
        return add(caller, "export.ended", id, details);
    }

    private Uni<Void> add(Caller caller, String action, UUID id, Map<String, String> details) {
        return database.inTenant(
                caller.tenant(), connection -> trail.changed(connection, caller, action, id.toString(), details));
    }
}
