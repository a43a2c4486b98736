package io.watchfloor.search.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.blocks.merge.MergePlan;
import io.watchfloor.blocks.merge.MergePlan.Piece;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.store.BlockWriter.Inserted;
import io.watchfloor.search.store.MergeTable.Small;
import io.watchfloor.search.store.MergeTable.Whole;
import io.watchfloor.search.store.NewBlock.Kind;
import io.watchfloor.search.store.NewBlock.Offsets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Puts small blocks together. A set of blocks becomes one in one transaction: a crash leaves either, and a search sees either, because it
 * reads one state of the database.
 */
@ApplicationScoped
public class BlockMerger {
    private static final Logger LOG = Logger.getLogger(BlockMerger.class);

    private final TenantDatabase database;
    private final BlockCaches caches;
    private final Counter gone;

    BlockMerger(TenantDatabase database, BlockCaches caches, MeterRegistry metrics) {
        this.database = database;
        this.caches = caches;
        this.gone = metrics.counter("watchfloor.store.blocks.merged");
    }

    /** Merges what can be merged now; gives the number of blocks that are gone. */
    public Uni<Integer> merge() {
        return database.asSystem(connection -> new MergeTable(connection).small())
                .chain(kinds ->
                        sum(Multi.createFrom().iterable(kinds).onItem().transformToUniAndConcatenate(this::merge)));
    }

    private Uni<Integer> merge(Small small) {
        return database.inTenant(small.tenant(), connection -> new MergeTable(connection).pieces(small.kind()))
                .chain(pieces -> sum(Multi.createFrom()
                        .iterable(MergePlan.of(pieces))
                        .onItem()
                        .transformToUniAndConcatenate(
                                set -> database.inTenant(small.tenant(), connection -> merge(connection, small, set))
                                        .invoke(inserted -> inserted.forEach(caches::keep))
                                        .replaceWith(set.size() - 1)
                                        .invoke(merged -> gone.increment(merged))
                                        .onFailure(Overtaken.class)
                                        .recoverWithItem(0)
                                        .onFailure()
                                        .recoverWithItem(failure -> notMerged(small, failure)))));
    }

    /** Blocks that cannot be read must not keep others from being merged. */
    private static int notMerged(Small small, Throwable failure) {
        LOG.warnf(
                "Blocks not merged, will retry tenant=%s source=%s dataset=%s cause=%s",
                small.tenant(), small.kind().source(), small.kind().dataset(), failure.toString());
        return 0;
    }

    private static Uni<Integer> sum(Multi<Integer> counts) {
        return counts.collect().with(Collectors.summingInt(Integer::intValue));
    }

    private static Uni<List<Inserted>> merge(SqlConnection connection, Small small, List<Piece> set) {
        return new MergeTable(connection)
                .take(set)
                .map(taken -> merged(small.kind(), taken, set.size()))
                .chain(block -> new BlockWriter(connection, small.tenant()).insert(List.of(block)));
    }

    /** Another merges the same blocks: this transaction must not go on. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static NewBlock merged(Kind kind, List<Whole> parts, int expected) {
        if (parts.size() < expected) {
            throw new Overtaken();
        }
        Map<Integer, Offsets> sequences = new TreeMap<>();
        parts.forEach(part ->
                part.sequences().forEach((partition, offsets) -> sequences.merge(partition, offsets, Offsets::with)));
        return NewBlock.encoded(
                kind, parts.stream().flatMap(part -> part.events().stream()).toList(), sequences);
    }
}
