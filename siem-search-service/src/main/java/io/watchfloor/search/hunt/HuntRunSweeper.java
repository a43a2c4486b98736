package io.watchfloor.search.hunt;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Forgets records of runs that are older than they are kept. */
@ApplicationScoped
public class HuntRunSweeper {
    private static final Logger LOG = Logger.getLogger(HuntRunSweeper.class);
    private static final String SWEEP = """
            delete from siem_hunt_runs run
            using (select tenant_id, run_id from siem_hunt_runs
                   where finished_at < now() - $1::bigint * interval '1 millisecond' limit 20000) old
            where run.tenant_id = old.tenant_id and run.run_id = old.run_id
            """;

    private final TenantDatabase database;
    private final HuntConfig config;

    HuntRunSweeper(TenantDatabase database, HuntConfig config) {
        this.database = database;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "7m", identity = "hunt-run-sweeper")
    Uni<Void> sweep() {
        return database.asSystem(connection -> connection
                        .preparedQuery(SWEEP)
                        .execute(Tuple.of(config.keepRuns().toMillis())))
                .invoke(rows -> LOG.infof("Old runs of hunts deleted runs=%d", rows.rowCount()))
                .replaceWithVoid();
    }
}
