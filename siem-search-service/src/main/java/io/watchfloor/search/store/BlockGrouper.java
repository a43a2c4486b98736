package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.merge.GroupPlan;
import io.watchfloor.blocks.merge.SortPlan;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return database.asSystem(connection -> new GroupingTable(connection).tenants(plan))
                .chain(tenants -> InTurn.sum(
                        tenants,
                        tenant -> ofBlocks(tenant, storedBefore, plan)
                                .chain(made -> ofGroups(tenant, plan).map(merged -> made + merged))
                                .onFailure()
                                .recoverWithItem(failure -> notGrouped(tenant, failure))));
    }

    private static int notGrouped(TenantId tenant, Throwable failure) {
        LOG.warnf("Blocks not grouped, will retry tenant=%s cause=%s", tenant, failure.toString());
        return 0;
    }

    private Uni<Integer> ofBlocks(TenantId tenant, Instant storedBefore, GroupPlan plan) {
        return database.inTenant(
                        tenant,
                        connection -> new MergeTable(connection)
                                .newest()
                                .map(newest -> SortPlan.closed(Math.min(newest, clock.millis())))
                                .chain(closed -> new GroupingTable(connection).blocks(storedBefore, closed)))
                .chain(members -> InTurn.sum(
                        plan.ofBlocks(members),
                        set -> database.inTenant(tenant, connection -> group(new GroupingTable(connection), set))));
    }

    private static Uni<Integer> group(GroupingTable table, List<Long> set) {
        return table.takeBlocks(set)
                .invoke(members -> allOrNone(members.size(), set.size()))
                .map(NewGroup::of)
                .chain(table::insert)
                .replaceWith(1);
    }

    private Uni<Integer> ofGroups(TenantId tenant, GroupPlan plan) {
        return database.inTenant(tenant, connection -> new GroupingTable(connection).groups())
                .chain(pieces -> InTurn.sum(
                        plan.ofGroups(pieces),
                        set -> database.inTenant(tenant, connection -> merge(new GroupingTable(connection), set))));
    }

    private static Uni<Integer> merge(GroupingTable table, List<GroupPlan.Piece> set) {
        return table.takeGroups(set)
                .invoke(groups -> allOrNone(groups.size(), set.size()))
                .map(NewGroup::merged)
                .chain(table::insert)
                .replaceWith(1);
    }

    /** Fewer are there when another instance groups the same: this transaction must not go on. */
    private static void allOrNone(int taken, int wanted) {
        if (taken < wanted) {
            throw new IllegalStateException("others took " + (wanted - taken) + " of " + wanted);
        }
    }
}
