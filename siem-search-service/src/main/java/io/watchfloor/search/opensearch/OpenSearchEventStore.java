package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventBatch;
import io.watchfloor.search.store.EventBatch.Entry;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.IngestLedger;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.ContentType;

/**
 * Events in OpenSearch, the ledger in PostgreSQL. The ledger moves when OpenSearch has acknowledged all events below it, so a crash in
 * between stores them again, under the same ids: once. Every search names the tenant twice, by its indices and by a condition.
 */
final class OpenSearchEventStore implements EventStore {
    private static final String TEMPLATE = "/opensearch/events-template.json";
    /** Whatever does not answer makes the search fail; what does not exist holds no events. */
    private static final Map<String, String> SEARCH = Map.of(
            "ignore_unavailable", "true",
            "allow_no_indices", "true",
            "allow_partial_search_results", "false",
            "filter_path", "hits.hits._source");

    private static final int SMALLER = 8;

    private final TenantDatabase database;
    private final IngestLedger ledger;
    private final OpenSearchClient client;
    private final BulkWriter writer;
    private volatile boolean prepared;

    OpenSearchEventStore(TenantDatabase database, IngestLedger ledger, OpenSearchClient client, BulkWriter writer) {
        this.database = database;
        this.ledger = ledger;
        this.client = client;
        this.writer = writer;
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
        return prepare()
                .chain(() -> database.inTransaction(connection -> ledger.highWater(connection, batch.topic())))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(stored -> writer.write(fresh(batch, stored)))
                .chain(() -> database.inTransaction(
                        connection -> ledger.lock(connection, batch).chain(() -> ledger.advance(connection, batch))));
    }

    private static List<Entry> fresh(EventBatch batch, HighWater stored) {
        return batch.fresh(stored.nextOffsets()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Indices are made by the first event of a tenant's day, from the template. */
    private Uni<Void> prepare() {
        return prepared
                ? Uni.createFrom().voidItem()
                : client.send(
                                "PUT",
                                "/_index_template/watchfloor-events",
                                Map.of(),
                                template(),
                                ContentType.APPLICATION_JSON)
                        .invoke(() -> prepared = true)
                        .replaceWithVoid();
    }

    private static byte[] template() {
        try (InputStream template =
                Objects.requireNonNull(OpenSearchEventStore.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return template.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Uni<Optional<Event>> find(TenantId tenant, UUID id, StopSignal stop) {
        return client.get("/" + EventIndex.of(tenant, id) + "/_doc/" + id)
                .map(found -> found.path("_source"))
                .map(source -> Optional.of(source)
                        .filter(is -> is.path("tenant").asText().equals(tenant.value()))
                        .map(is -> EventDocument.item(is).event()));
    }

    @Override
    public Uni<Candidates> scan(StoreQuery query) {
        SearchRequest search = SearchRequest.of(query);
        return scan(query, search, query.limit());
    }

    private Uni<Candidates> scan(StoreQuery query, SearchRequest search, int size) {
        return client.send(
                        "POST",
                        "/" + EventIndex.pattern(query.tenant()) + "/_search",
                        SEARCH,
                        ContractJson.write(search.json(size)),
                        ContentType.APPLICATION_JSON)
                .map(answer -> candidates(answer.path("hits").path("hits"), size))
                .onFailure(failure -> size > 1 && isTooLong(failure))
                .recoverWithUni(() -> scan(query, search, Math.max(1, size / SMALLER)));
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof ContentTooLongException || failure.getCause() instanceof ContentTooLongException;
    }

    private static Candidates candidates(JsonNode hits, int size) {
        List<Candidates.Item> items = new ArrayList<>(hits.size());
        hits.forEach(hit -> items.add(EventDocument.item(hit.path("_source"))));
        UUID oldest =
                items.isEmpty() ? null : UUID.fromString(items.getLast().event().id());
        return new Candidates(items, items.size(), oldest, items.size() >= size);
    }
}
