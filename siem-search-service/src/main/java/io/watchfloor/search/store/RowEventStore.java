package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.RequiredText;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * One row per event under forced row-level security. Prunes by tenant, time, source, sequence and
 * the text that a query needs. A time range is a
 * range of ids, so the primary key serves it.
 */
final class RowEventStore implements EventStore {
    /** JSON bytes of a chunk, but for its last event. */
    private static final long CHUNK_BYTES = 8L << 20;

    private static final String INSERT = """
            insert into event (tenant_id, event_id, source, seq_partition, seq_offset, body)
            select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::bigint[], $6::bytea[])
            on conflict do nothing
            """;
    private static final String FIND = """
            select event_id, seq_partition, seq_offset, body
              from event where tenant_id = $1 and event_id = $2
            """;
    /** A chunk ends with the row that fills {@link #CHUNK_BYTES}. */
    private static final String CHUNK = """
            select event_id, seq_partition, seq_offset, body from (
                select event_id, seq_partition, seq_offset, body,
                       sum(octet_length(body)) over (order by event_id desc rows unbounded preceding)
                           - octet_length(body) as bytes_before
                  from (%s order by event_id desc limit $5) chunk) sized
             where bytes_before < $6 order by event_id desc
            """;

    private static final String BY_TIME = CHUNK.formatted("""
            select event_id, seq_partition, seq_offset, body from event
             where tenant_id = $1 and event_id >= $2 and event_id < $3 and ($4::text is null or source = $4)
            """);
    private static final String BY_SEQUENCE = CHUNK.formatted("""
            select event_id, seq_partition, seq_offset, body
              from unnest($7::int[], $8::bigint[], $9::bigint[]) s(p, after, up_to)
              join event on tenant_id = $1 and seq_partition = s.p and seq_offset >= s.after and seq_offset < s.up_to
             where event_id >= $2 and event_id < $3 and ($4::text is null or source = $4)
            """);

    private final TenantDatabase database;
    private final IngestLedger ledger;

    RowEventStore(TenantDatabase database, IngestLedger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    @Override
    public Uni<Void> append(EventBatch batch) {
        if (batch.next().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.inTransaction(connection -> ledger.lock(connection, batch)
                .chain(stored -> insert(connection, batch.fresh(stored)))
                .chain(() -> ledger.advance(connection, batch)));
    }

    @Override
    public Uni<Candidates> scan(StoreQuery query) {
        return database.inTenant(query.tenant(), connection -> chunk(connection, query))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> candidates(rows, query));
    }

    @Override
    public Uni<Optional<Event>> find(TenantId tenant, UUID id) {
        return database.inTenant(
                        tenant, connection -> connection.preparedQuery(FIND).execute(Tuple.of(tenant.value(), id)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> item(row, body(row)).event()));
    }

    @Override
    public Uni<HighWater> highWater() {
        return database.inTransaction(connection -> ledger.highWater(connection, Topics.EVENTS));
    }

    private static Uni<Void> insert(SqlConnection connection, Map<TenantId, List<Entry>> byTenant) {
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> TenantDatabase.useTenant(connection, each.getKey())
                        .chain(() -> connection.preparedQuery(INSERT).execute(columns(each.getKey(), each.getValue()))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Tuple columns(TenantId tenant, List<Entry> entries) {
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfUUID(array(entries, Entry::id).toArray(UUID[]::new))
                .addArrayOfString(array(entries, Entry::source).toArray(String[]::new))
                .addArrayOfInteger(array(entries, Entry::partition).toArray(Integer[]::new))
                .addArrayOfLong(array(entries, Entry::offset).toArray(Long[]::new))
                .addValue(array(entries, entry -> Buffer.buffer(entry.body())).toArray(Buffer[]::new));
    }

    private static <T> List<T> array(List<Entry> entries, Function<Entry, T> column) {
        return entries.stream().map(column).toList();
    }

    private static Uni<RowSet<Row>> chunk(SqlConnection connection, StoreQuery query) {
        TimeRange range = query.range();
        UUID before = query.before();
        // Event times are whole milliseconds: the range (from, to] begins one after from's.
        Tuple parameters = Tuple.tuple()
                .addString(query.tenant().value())
                .addUUID(EventId.lowest(range.from().plusMillis(1)))
                .addUUID(before == null ? EventId.lowest(range.to().plusMillis(1)) : before)
                .addString(query.source())
                .addInteger(query.limit())
                .addLong(CHUNK_BYTES);
        SequenceRange sequence = query.sequence();
        if (sequence == null) {
            return connection.preparedQuery(BY_TIME).execute(parameters);
        }
        Map<Integer, Long> upTo = new LinkedHashMap<>(sequence.upTo().nextOffsets());
        Long[] after = upTo.keySet().stream()
                .map(partition -> sequence.after().nextOffsets().getOrDefault(partition, 0L))
                .toArray(Long[]::new);
        return connection
                .preparedQuery(BY_SEQUENCE)
                .execute(parameters
                        .addArrayOfInteger(upTo.keySet().toArray(Integer[]::new))
                        .addArrayOfLong(after)
                        .addArrayOfLong(upTo.values().toArray(Long[]::new)));
    }

    /** Leaves out, unread, the events that lack text which the query needs. */
    private static Candidates candidates(RowSet<Row> rows, StoreQuery query) {
        Optional<RequiredText> required = RequiredText.of(query.query());
        List<Candidates.Item> items = new ArrayList<>();
        UUID oldest = null;
        long bytes = 0;
        for (Row row : rows) {
            byte[] body = body(row);
            if (required.isEmpty() || required.get().mayBeIn(body)) {
                items.add(item(row, body));
            }
            oldest = row.getUUID("event_id");
            bytes += body.length;
        }
        boolean full = rows.size() >= query.limit() || bytes >= CHUNK_BYTES;
        return new Candidates(items, rows.size(), oldest, full);
    }

    private static byte[] body(Row row) {
        return row.getBuffer("body").getBytes();
    }

    private static Candidates.Item item(Row row, byte[] body) {
        Map<String, Object> fields = fields(body);
        fields.put(Event.SEQUENCE, row.getInteger("seq_partition") + ":" + row.getLong("seq_offset"));
        return new Candidates.Item(new Event(fields), body.length);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(byte[] body) {
        return ContractJson.read(body, LinkedHashMap.class);
    }
}
