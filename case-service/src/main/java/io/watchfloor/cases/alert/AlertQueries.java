package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.queue.QueuePages;
import io.watchfloor.cases.queue.QueuePosition;
import io.watchfloor.cases.timeline.TimelineEntry;
import io.watchfloor.cases.timeline.TimelinePages;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads alerts; an alert of another tenant does not exist here. */
@ApplicationScoped
class AlertQueries {
    private final TenantDatabase database;
    private final AlertRepository alerts;
    private final OccurrenceRepository occurrences;
    private final TimelinePages timelines;
    private final QueuePages pages;
    private final CursorCodec cursors;

    AlertQueries(
            TenantDatabase database,
            AlertRepository alerts,
            OccurrenceRepository occurrences,
            TimelinePages timelines,
            QueuePages pages,
            CursorCodec cursors) {
        this.database = database;
        this.alerts = alerts;
        this.occurrences = occurrences;
        this.timelines = timelines;
        this.pages = pages;
        this.cursors = cursors;
    }

    Uni<Alert> find(TenantId tenant, AlertId id) {
        return database.inTenant(tenant, connection -> existing(connection, tenant, id));
    }

    Uni<Page<Alert>> list(TenantId tenant, AlertFilter filter, int limit, @Nullable String cursor) {
        String scope = "alerts/" + filter;
        QueuePosition after = pages.position(tenant, scope, cursor);
        return database.inTenant(tenant, connection -> alerts.list(connection, tenant, filter, after, limit + 1))
                .map(read -> pages.page(
                        tenant,
                        scope,
                        read,
                        limit,
                        alert -> new QueuePosition(
                                alert.stamp().createdAt(), alert.id().value())));
    }

    Uni<Page<TimelineEntry>> timeline(TenantId tenant, AlertId id, int limit, @Nullable String cursor) {
        return database.inTenant(
                tenant,
                connection -> existing(connection, tenant, id)
                        .chain(found ->
                                timelines.page(connection, tenant, new TimelineSubject.OfAlert(id), limit, cursor)));
    }

    Uni<Page<AlertOccurrence>> occurrences(TenantId tenant, AlertId id, int limit, @Nullable String cursor) {
        String scope = "occurrences/" + id;
        OccurrenceRepository.OccurrencePosition after = position(tenant, scope, cursor);
        return database.inTenant(
                        tenant,
                        connection -> existing(connection, tenant, id)
                                .chain(found -> occurrences.list(connection, tenant, id, after, limit + 1)))
                .map(read -> cursors.page(
                        tenant,
                        scope,
                        read,
                        limit,
                        one -> List.of(one.eventTime().toString(), one.logId())));
    }

    private OccurrenceRepository.OccurrencePosition position(TenantId tenant, String scope, @Nullable String cursor) {
        if (cursor == null) {
            return OccurrenceRepository.OccurrencePosition.START;
        }
        List<String> values = cursors.decode(tenant, scope, cursor);
        return new OccurrenceRepository.OccurrencePosition(Instant.parse(values.get(0)), values.get(1));
    }

    private Uni<Alert> existing(SqlConnection connection, TenantId tenant, AlertId id) {
        return alerts.find(connection, tenant, id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("alert", id.toString())));
    }
}
