package io.watchfloor.search.retention;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Drops expired events every so often. */
@ApplicationScoped
public class RetentionSchedule {
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final ExpiredEvents expired;

    RetentionSchedule(ExpiredEvents expired) {
        this.expired = expired;
    }

    @Scheduled(
            every = "${watchfloor.retention.interval:10m}",
            identity = "drop-expired-events",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return expired.drop()
                .onFailure()
                .invoke(e -> LOG.warnf("Expired events not dropped, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
