package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.search.store.BlockHits.Hit;
import io.watchfloor.search.store.BlockWaves.Wave;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Blocks of columns under forced row-level security: of each batch one for each tenant, source and dataset. Searches read directories,
 * then the columns that the query asks for, then ids and at last whole events of the hits.
 */
final class BlockEventStore implements EventStore {
    private static final int LEAST_BLOCKS = 16;
    private static final int MOST_BLOCKS = 64;
    /** Events for which a search with this limit reads one more block. */
    private static final int EVENTS_OF_A_BLOCK = 16;
    /** JSON bytes of a chunk, but for its last event. */
    private static final long CHUNK_BYTES = 8L << 20;

    private static final CompiledQuery EVERYTHING = CompiledQuery.of(new Query.MatchAll());

    private final TenantDatabase database;
    private final IngestLedger ledger;

    BlockEventStore(TenantDatabase database, IngestLedger ledger) {
        this.database = database;
        this.ledger = ledger;
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
                .chain(stored -> insert(connection, batch.fresh(stored)))
                .chain(() -> ledger.advance(connection, batch)));
    }

    private static Uni<Void> insert(SqlConnection connection, Map<TenantId, List<Entry>> byTenant) {
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> TenantDatabase.useTenant(connection, each.getKey())
                        .chain(() -> insertNew(new BlockTable(connection), each.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Leaves out what a sender sent again: the same event has the same id and so the same time. */
    private static Uni<Void> insertNew(BlockTable table, List<Entry> entries) {
        Set<UUID> seen = new HashSet<>();
        List<Entry> distinct =
                entries.stream().filter(entry -> seen.add(entry.id())).toList();
        return KnownIds.of(table, distinct)
                .map(known -> NewBlock.of(distinct.stream()
                        .filter(entry -> !known.contains(entry.id()))
                        .toList()))
                .chain(table::insert);
    }

    @Override
    public Uni<Optional<Event>> find(TenantId tenant, UUID id) {
        long time = EventTimes.of(id);
        EventTimes then = new EventTimes(time, time, null);
        return inSnapshot(
                tenant,
                table -> table.newest(then, null, Integer.MAX_VALUE)
                        .map(blocks -> Wave.of(blocks, null, then, false))
                        .chain(wave -> BlockWaves.hits(table, wave, EVERYTHING))
                        .map(hits ->
                                hits.stream().filter(hit -> hit.id().equals(id)).toList())
                        .chain(hits -> events(table, hits))
                        .map(items -> items.stream().findFirst().map(Candidates.Item::event)));
    }

    @Override
    public Uni<Candidates> scan(StoreQuery query) {
        EventTimes times = EventTimes.of(query.range(), query.before());
        int most = Math.clamp(query.limit() / EVENTS_OF_A_BLOCK, LEAST_BLOCKS, MOST_BLOCKS);
        return inSnapshot(
                query.tenant(),
                table -> BlockWaves.wave(table, query, times, most).chain(wave -> chunk(table, query, wave)));
    }

    @Override
    public Uni<Counts> count(StoreQuery query, CountPlan plan) {
        return inSnapshot(
                query.tenant(),
                table -> MinuteCounts.serves(query, plan)
                        ? MinuteCounts.count(table, query, plan)
                        : BlockCounts.count(table, query, plan));
    }

    @Override
    public Uni<FoundFields> fields(StoreQuery query, String prefix) {
        return inSnapshot(query.tenant(), table -> BlockFields.find(table, query, prefix));
    }

    /** Blocks may be merged while they are read, so all reading is of one state of the database. */
    private <T> Uni<T> inSnapshot(TenantId tenant, Function<BlockTable, Uni<T>> read) {
        return database.inSnapshot(connection ->
                TenantDatabase.useTenant(connection, tenant).chain(() -> read.apply(new BlockTable(connection))));
    }

    private static Uni<Candidates> chunk(BlockTable table, StoreQuery query, Wave wave) {
        return BlockWaves.hits(table, wave, query.compiled()).chain(hits -> {
            List<Hit> page = hits.subList(0, Math.min(hits.size(), query.limit()));
            return events(table, page).map(items -> candidates(wave, hits, items));
        });
    }

    private static Candidates candidates(Wave wave, List<Hit> hits, List<Candidates.Item> items) {
        int looked = wave.looked();
        if (items.size() < hits.size()) {
            return new Candidates(items, looked, hits.get(items.size() - 1).id(), true);
        }
        if (wave.more()) {
            return new Candidates(
                    items, looked, EventTimes.lowestAt(wave.times().low()), true);
        }
        return new Candidates(
                items, looked, hits.isEmpty() ? null : hits.getLast().id(), false);
    }

    /** The events of hits, as many as a chunk has room for. */
    private static Uni<List<Candidates.Item>> events(BlockTable table, List<Hit> hits) {
        List<BlockHits> parts = hits.stream().map(Hit::block).distinct().toList();
        parts.forEach(part -> part.want(hits));
        return table.supply(parts.stream().map(BlockHits::toRebuild).toList()).map(supplied -> items(hits));
    }

    private static List<Candidates.Item> items(List<Hit> hits) {
        List<Candidates.Item> items = new ArrayList<>();
        long bytes = 0;
        for (Hit hit : hits) {
            if (bytes >= CHUNK_BYTES) {
                break;
            }
            Event event = hit.block().event(hit.row());
            int length = ContractJson.write(event).length;
            items.add(new Candidates.Item(event, length));
            bytes += length;
        }
        return items;
    }
}
