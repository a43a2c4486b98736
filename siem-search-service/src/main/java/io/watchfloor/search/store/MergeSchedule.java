package io.watchfloor.search.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Merges blocks each few seconds, where events are kept in blocks. */
@ApplicationScoped
public class MergeSchedule {
    private static final Logger LOG = Logger.getLogger(MergeSchedule.class);

    private final BlockMerger merger;
    private final StoreConfig config;

    MergeSchedule(BlockMerger merger, StoreConfig config) {
        this.merger = merger;
        this.config = config;
    }

    @Scheduled(
            every = "5s",
            identity = "merge-blocks",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        if (config.kind() != StoreKind.BLOCKS) {
            return Uni.createFrom().voidItem();
        }
        return merger.merge()
                .onFailure()
                .invoke(e -> LOG.warnf("Blocks not merged, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
