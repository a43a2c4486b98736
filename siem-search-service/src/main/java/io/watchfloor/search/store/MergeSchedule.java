package io.watchfloor.search.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Merges and groups blocks each few seconds, where events are kept in blocks. */
@ApplicationScoped
public class MergeSchedule {
    private static final Logger LOG = Logger.getLogger(MergeSchedule.class);

    private final BlockMerger merger;
    private final BlockGrouper grouper;
    private final StoreConfig config;

    MergeSchedule(BlockMerger merger, BlockGrouper grouper, StoreConfig config) {
        this.merger = merger;
        this.grouper = grouper;
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
                .chain(merged -> grouper.group())
                .onFailure()
                .invoke(e -> LOG.warnf("Blocks not merged or grouped, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
