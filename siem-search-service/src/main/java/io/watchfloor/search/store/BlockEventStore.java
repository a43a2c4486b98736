package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.blocks.RowSource;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.search.store.BlockWaves.Wave;
import io.watchfloor.search.store.BlockWriter.Inserted;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Blocks of columns under forced row-level security: of each batch one for each tenant, source and dataset. Searches ask filters, then read
 * directories of the blocks that pass, the columns that the query asks for, ids and at last whole events of the hits.
 */
final class BlockEventStore implements EventStore {
    private static final RowTest EVERYTHING = RowTest.of(CompiledQuery.of(new Query.MatchAll()));

    private final TenantDatabase database;
    private final IngestLedger ledger;
    private final BlockCaches caches;
    private final BoundedReads reads;

    BlockEventStore(TenantDatabase database, IngestLedger ledger, BlockCaches caches) {
        this.database = database;
        this.ledger = ledger;
        this.caches = caches;
        this.reads = new BoundedReads(database);
    }

    @Override
    public Uni<HighWater> highWater() {
        return database.inTransaction(connection -> ledger.highWater(connection, Topics.EVENTS));
    }

    @Override
    public Uni<Void> append(EventBatch batch) {
        if (batch.next().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.inSnapshot(connection -> ledger.lock(connection, batch)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(stored -> insert(connection, batch.rows(), batch.fresh(stored)))
                        .call(() -> ledger.advance(connection, batch)))
                .invoke(inserted -> inserted.forEach(caches::keep))
                .replaceWithVoid();
    }

    private Uni<List<Inserted>> insert(SqlConnection connection, RowSource rows, Map<TenantId, List<Entry>> byTenant) {
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> TenantDatabase.useTenant(connection, each.getKey())
                        .chain(() -> insertNew(connection, rows, each.getKey(), each.getValue())))
                .onItem()
                .<Inserted>disjoint()
                .collect()
                .asList();
    }

    /** Leaves out what a sender sent again: the same event has the same id and so the same time. */
    private Uni<List<Inserted>> insertNew(
            SqlConnection connection, RowSource rows, TenantId tenant, List<Entry> entries) {
        Set<UUID> seen = new HashSet<>();
        List<Entry> distinct =
                entries.stream().filter(entry -> seen.add(entry.id())).toList();
        return KnownIds.of(new BlockTable(connection, tenant, caches), distinct)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(known -> KindSorter.ofEntries(
                        rows,
                        distinct.stream()
                                .filter(entry -> !known.contains(entry.id()))
                                .toList()))
                .chain(new BlockWriter(connection, tenant)::insert);
    }

    @Override
    public Uni<Optional<Event>> find(TenantId tenant, UUID id, StopSignal stop) {
        long time = EventTimes.of(id);
        EventTimes then = new EventTimes(time, time, null);
        return inSnapshot(
                tenant,
                stop,
                table -> table.newest(then)
                        .chain(table::open)
                        .map(blocks -> Wave.of(blocks, null, then, false))
                        .chain(wave -> BlockWaves.hits(table, wave, EVERYTHING))
                        .map(hits ->
                                hits.stream().filter(hit -> hit.id().equals(id)).toList())
                        .chain(hits -> BlockScan.events(table, hits))
                        .map(items -> items.stream().findFirst().map(Candidates.Item::event)));
    }

    @Override
    public Uni<Candidates> scan(StoreQuery query) {
        return inSnapshot(query.tenant(), query.stop(), table -> new BlockScan(table, query).chunk());
    }

    /** An event and the mark behind it are stored in one transaction: what one state of the database shows is what is below its marks. */
    @Override
    public Uni<Snapshot> begin(StoreQuery query, long counted) {
        TenantId tenant = query.tenant();
        return reads.read(tenant, query.stop(), connection -> {
            BlockTable table = new BlockTable(connection, tenant, caches);
            return Uni.combine()
                    .all()
                    .unis(ledger.highWater(connection, Topics.EVENTS), new BlockScan(table, query).chunk())
                    .with((upTo, chunk) -> new Snapshot(upTo, chunk, null))
                    .chain(begun -> countBehind(table, query, begun, counted));
        });
    }

    private static Uni<Snapshot> countBehind(BlockTable table, StoreQuery query, Snapshot begun, long counted) {
        Candidates chunk = begun.candidates();
        long left = counted - chunk.looked();
        if (chunk.items().size() < query.limit() || left <= 0) {
            return Uni.createFrom().item(begun);
        }
        StoreQuery behind = query.before(chunk.oldest(), (int) Math.min(left, Integer.MAX_VALUE));
        return count(table, behind, CountPlan.MATCHES)
                .map(counts -> new Snapshot(begun.upTo(), chunk, counts))
                // What was found is there all the same.
                .onFailure(BoundedReads::isStopped)
                .recoverWithItem(begun);
    }

    @Override
    public Uni<Counts> count(StoreQuery query, CountPlan plan) {
        return inSnapshot(query.tenant(), query.stop(), table -> count(table, query, plan));
    }

    private static Uni<Counts> count(BlockTable table, StoreQuery query, CountPlan plan) {
        if (MinuteCounts.serves(query, plan)) {
            return MinuteCounts.count(table, query, plan);
        }
        return ExtentCounts.serves(query, plan)
                ? ExtentCounts.count(table, query, plan)
                : BlockCounts.count(table, query, plan);
    }

    @Override
    public Uni<FoundFields> fields(StoreQuery query, String prefix) {
        return inSnapshot(query.tenant(), query.stop(), table -> BlockFields.find(table, query, prefix));
    }

    /** Blocks may be merged while they are read, so all reading is of one state of the database. */
    private <T> Uni<T> inSnapshot(TenantId tenant, StopSignal stop, Function<BlockTable, Uni<T>> read) {
        return reads.read(tenant, stop, connection -> read.apply(new BlockTable(connection, tenant, caches)));
    }
}
