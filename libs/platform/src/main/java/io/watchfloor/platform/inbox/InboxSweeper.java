package io.watchfloor.platform.inbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets inbox rows once no topic can redeliver their message (14 days). */
@ApplicationScoped
public class InboxSweeper {
    private static final String SWEEP = "delete from inbox where received_at < now() - interval '14 days'";

    private final TenantDatabase database;

    InboxSweeper(TenantDatabase database) {
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "inbox-sweeper")
    Uni<Void> sweep() {
        return database.asSystem(connection -> connection.query(SWEEP).execute())
                .replaceWithVoid();
    }
}
