package io.watchfloor.cases.incident;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.queue.QueuePages;
import io.watchfloor.cases.queue.QueuePosition;
import io.watchfloor.cases.timeline.TimelineEntry;
import io.watchfloor.cases.timeline.TimelinePages;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads cases; a case of another tenant does not exist here. */
@ApplicationScoped
class CaseQueries {
    private final TenantDatabase database;
    private final CaseRepository cases;
    private final TimelinePages timelines;
    private final QueuePages pages;

    CaseQueries(TenantDatabase database, CaseRepository cases, TimelinePages timelines, QueuePages pages) {
        this.database = database;
        this.cases = cases;
        this.timelines = timelines;
        this.pages = pages;
    }

    Uni<Case> find(TenantId tenant, CaseId id) {
        return database.inTenant(tenant, connection -> existing(connection, tenant, id));
    }

    Uni<Page<Case>> list(TenantId tenant, CaseFilter filter, int limit, @Nullable String cursor) {
        String scope = "cases/" + filter;
        QueuePosition after = pages.position(tenant, scope, cursor);
        return database.inTenant(tenant, connection -> cases.list(connection, tenant, filter, after, limit + 1))
                .map(read -> pages.page(
                        tenant,
                        scope,
                        read,
                        limit,
                        one -> new QueuePosition(one.createdAt(), one.id().value())));
    }

    Uni<Page<TimelineEntry>> timeline(TenantId tenant, CaseId id, int limit, @Nullable String cursor) {
        return database.inTenant(
                tenant,
                connection -> existing(connection, tenant, id)
                        .chain(found ->
                                timelines.page(connection, tenant, new TimelineSubject.OfCase(id), limit, cursor)));
    }

    private Uni<Case> existing(SqlConnection connection, TenantId tenant, CaseId id) {
        return cases.find(connection, tenant, id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("case", id.toString())));
    }
}
