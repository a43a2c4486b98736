package io.watchfloor.cases.timeline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subject's timeline page by page, oldest first. */
@ApplicationScoped
public class TimelinePages {
    private final TimelineRepository repository;
    private final CursorCodec cursors;

    TimelinePages(TimelineRepository repository, CursorCodec cursors) {
        this.repository = repository;
        this.cursors = cursors;
    }

    public Uni<Page<TimelineEntry>> page(
            SqlConnection connection, TenantId tenant, TimelineSubject subject, int limit, @Nullable String cursor) {
        String scope = "timeline/" + subject.type() + "/" + subject.id();
        long after = cursor == null
                ? 0
                : Long.parseLong(cursors.decode(tenant, scope, cursor).getFirst());
        return repository
                .list(connection, tenant, subject, after, limit + 1)
                .map(read -> cursors.page(tenant, scope, read, limit, entry -> List.of(Long.toString(entry.seq()))));
    }
}
