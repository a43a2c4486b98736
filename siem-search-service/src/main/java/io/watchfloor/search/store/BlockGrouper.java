package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.store.GroupingTable.Ready;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings blocks into groups, and groups into larger ones, each in one transaction: a crash leaves either, and a search sees either.
 */
@ApplicationScoped
public class BlockGrouper {
    private static final Logger LOG = Logger.getLogger(BlockGrouper.class);
    /** A small block that was not merged in this time will hardly be. */
    private static final Duration HARDLY_MERGED = Duration.ofDays(2);

    private final TenantDatabase database;
    private final Clock clock;

    BlockGrouper(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes the groups that can be made now; gives their number. */
    public Uni<Integer> group() {
        return group(clock.instant().minus(HARDLY_MERGED), GroupPlan.USUAL);
    }

    Uni<Integer> group(Instant storedBefore, GroupPlan plan) {
        return database.asSystem(connection -> new GroupingTable(connection).ready(storedBefore, plan))
                .chain(kinds -> sum(Multi.createFrom()
                        .iterable(kinds)
                        .onItem()
                        .transformToUniAndConcatenate(ready -> ofBlocks(ready, storedBefore, plan)
                                .chain(made -> ofGroups(ready, plan).map(merged -> made + merged))
                                .onFailure()
                                .recoverWithItem(failure -> notGrouped(ready, failure)))));
    }

    private static Uni<Integer> sum(Multi<Integer> counts) {
        return counts.collect().with(Collectors.summingInt(Integer::intValue));
    }

    private static int notGrouped(Ready ready, Throwable failure) {
        LOG.warnf(
                "Blocks not grouped, will retry tenant=%s source=%s dataset=%s cause=%s",
                ready.tenant(), ready.kind().source(), ready.kind().dataset(), failure.toString());
        return 0;
    }

    private Uni<Integer> ofBlocks(Ready ready, Instant storedBefore, GroupPlan plan) {
        return database.inTenant(
                        ready.tenant(), connection -> new GroupingTable(connection).blocks(ready.kind(), storedBefore))
                .chain(ids -> sum(Multi.createFrom()
                        .iterable(plan.ofBlocks(ids))
                        .onItem()
                        .transformToUniAndConcatenate(set -> database.inTenant(
                                ready.tenant(), connection -> group(new GroupingTable(connection), ready, set)))));
    }

    private static Uni<Integer> group(GroupingTable table, Ready ready, List<Long> set) {
        return table.takeBlocks(set)
                .invoke(members -> allOrNone(members.size(), set.size()))
                .map(NewGroup::of)
                .chain(group -> table.insert(ready.kind(), group))
                .replaceWith(1);
    }

    private Uni<Integer> ofGroups(Ready ready, GroupPlan plan) {
        return database.inTenant(ready.tenant(), connection -> new GroupingTable(connection).groups(ready.kind()))
                .chain(pieces -> sum(Multi.createFrom()
                        .iterable(plan.ofGroups(pieces))
                        .onItem()
                        .transformToUniAndConcatenate(set ->
                                database.inTenant(ready.tenant(), connection -> merge(connection, ready, set)))));
    }

    private static Uni<Integer> merge(SqlConnection connection, Ready ready, List<GroupPlan.Piece> set) {
        GroupingTable table = new GroupingTable(connection);
        return table.takeGroups(set)
                .invoke(groups -> allOrNone(groups.size(), set.size()))
                .map(NewGroup::merged)
                .chain(group -> table.insert(ready.kind(), group))
                .replaceWith(1);
    }

    /** Fewer are there when another instance groups the same: this transaction must not go on. */
    private static void allOrNone(int taken, int wanted) {
        if (taken < wanted) {
            throw new IllegalStateException("others took " + (wanted - taken) + " of " + wanted);
        }
    }
}
