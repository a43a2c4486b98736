package io.watchfloor.search.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.blocks.RowSource;
import io.watchfloor.blocks.merge.MergePlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.BlockWriter.Inserted;
import io.watchfloor.search.store.NewBlock.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Puts small blocks together, and sorts out the events of blocks of several kinds. Some blocks become others in one transaction: a crash
 * leaves either, and a search sees either, because it reads one state of the database.
 */
@ApplicationScoped
public class BlockMerger {
    private static final Logger LOG = Logger.getLogger(BlockMerger.class);

    private final TenantDatabase database;
    private final BlockCaches caches;
    private final Clock clock;
    private final Counter gone;

    BlockMerger(TenantDatabase database, BlockCaches caches, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.caches = caches;
        this.clock = clock;
        this.gone = metrics.counter("watchfloor.store.blocks.merged");
    }

    /** Merges what can be merged now; gives the number of blocks that are gone. */
    public Uni<Integer> merge() {
        return merge(SortPlan.USUAL);
    }

    Uni<Integer> merge(SortPlan plan) {
        return database.asSystem(connection -> new MergeTable(connection).tenants())
                .chain(tenants -> InTurn.sum(tenants, tenant -> merge(tenant, plan)));
    }

    private Uni<Integer> merge(TenantId tenant, SortPlan plan) {
        return database.inTenant(tenant, connection -> new MergeTable(connection).newest())
                // Of a time to come it says nothing about what is over.
                .map(newest -> Math.min(newest, clock.millis()))
                .chain(newest -> sort(tenant, plan, newest)
                        .chain(sorted ->
                                mergeKinds(tenant, SortPlan.closed(newest)).map(merged -> sorted + merged)));
    }

    private Uni<Integer> sort(TenantId tenant, SortPlan plan, long newest) {
        return database.inTenant(tenant, connection -> new MergeTable(connection).ofSeveralKinds())
                .chain(pieces -> InTurn.sum(
                        plan.of(pieces, newest),
                        step -> replace(
                                tenant,
                                step.pieces().stream().map(SortPlan.Piece::id).toList(),
                                rows -> KindSorter.sort(rows, step.ownBlock(), step.level()))));
    }

    private Uni<Integer> mergeKinds(TenantId tenant, long closed) {
        return database.inTenant(tenant, connection -> new MergeTable(connection).kinds())
                .chain(kinds -> InTurn.sum(kinds, kind -> mergeKind(tenant, kind, closed)));
    }

    private Uni<Integer> mergeKind(TenantId tenant, Kind kind, long closed) {
        return database.inTenant(tenant, connection -> new MergeTable(connection).pieces(kind))
                .chain(pieces -> InTurn.sum(
                        MergePlan.of(pieces, closed),
                        set -> replace(
                                tenant,
                                set.stream().map(MergePlan.Piece::id).toList(),
                                rows -> List.of(NewBlock.of(rows, 0)))));
    }

    private Uni<Integer> replace(TenantId tenant, List<Long> ids, Function<RowSource, List<NewBlock>> by) {
        return database.inTenant(tenant, connection -> replace(connection, tenant, ids, by))
                .invoke(inserted -> inserted.forEach(caches::keep))
                .replaceWith(ids.size())
                .invoke(merged -> gone.increment(merged))
                .onFailure(Overtaken.class)
                .recoverWithItem(0)
                .onFailure()
                .recoverWithItem(failure -> notMerged(tenant, failure));
    }

    /** Blocks that cannot be read must not keep others from being merged. */
    private static int notMerged(TenantId tenant, Throwable failure) {
        LOG.warnf("Blocks not merged, will retry tenant=%s cause=%s", tenant, failure.toString());
        return 0;
    }

    /** Another merges the same blocks: this transaction must not go on. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Uni<List<Inserted>> replace(
            SqlConnection connection, TenantId tenant, List<Long> ids, Function<RowSource, List<NewBlock>> by) {
        return new MergeTable(connection)
                .take(ids)
                .map(taken -> {
                    if (taken.size() < ids.size()) {
                        throw new Overtaken();
                    }
                    return by.apply(RowSource.merging(taken));
                })
                .chain(new BlockWriter(connection, tenant)::insert);
    }
}
