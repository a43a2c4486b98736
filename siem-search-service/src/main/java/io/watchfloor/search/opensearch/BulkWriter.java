package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.search.store.EventBatch.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Stores events by {@code create}, each under its own id, so that what is stored already is left as it is. A document that OpenSearch does not
 * take is stored by its body alone; one that it cannot take now is sent again.
 */
@ApplicationScoped
class BulkWriter {
    private static final Logger LOG = Logger.getLogger(BulkWriter.class);
    private static final int MOST_DOCUMENTS = 1_000;
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Shards are refreshed when the answer comes: what is stored can be found. */
    private static final Map<String, String> PARAMETERS =
            Map.of("refresh", "true", "filter_path", "items.*.status,items.*.error");

    private final OpenSearchClient client;
    private final long bulkBytes;
    private final Counter unread;
    private final Counter again;

    BulkWriter(OpenSearchClient client, OpenSearchConfig config, MeterRegistry metrics) {
        this.client = client;
        this.bulkBytes = config.bulkSize().asLongValue();
        this.unread = metrics.counter("watchfloor.store.opensearch.unread");
        this.again = metrics.counter("watchfloor.store.opensearch.sent.again");
    }

    /** Completes when all are stored and can be found. */
    Uni<Void> write(List<Entry> entries) {
        return Multi.createFrom()
                .iterable(parts(entries))
                .onItem()
                .transformToUniAndConcatenate(part -> write(
                        part.stream().map(entry -> new Pending(entry, false)).toList(), TRIES))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** An event to be stored: with what it shows, or by its body alone. */
    private record Pending(Entry entry, boolean unread) {
        EventDocument document() {
            return unread ? EventDocument.unread(entry) : EventDocument.of(entry);
        }
    }

    private List<List<Entry>> parts(List<Entry> entries) {
        List<List<Entry>> parts = new ArrayList<>();
        List<Entry> part = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            part.add(entry);
            bytes += entry.body().length;
            if (part.size() >= MOST_DOCUMENTS || bytes >= bulkBytes) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
        }
        parts.add(part);
        parts.removeIf(List::isEmpty);
        return parts;
    }

    private Uni<Void> write(List<Pending> pending, int tries) {
        return client.send("POST", "/_bulk", PARAMETERS, body(pending), OpenSearchClient.LINES)
                .chain(answer -> goOn(pending, answer.path("items"), tries));
    }

    private Uni<Void> goOn(List<Pending> sent, JsonNode items, int tries) {
        if (items.size() != sent.size()) {
            return unavailable("it answered for " + items.size() + " documents of " + sent.size());
        }
        List<Pending> left = left(sent, items);
        if (left.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tries > 1 ? writeLater(left, tries - 1) : unavailable(left.size() + " documents are left");
    }

    /** A passing failure: the events are delivered again. */
    private static Uni<Void> unavailable(String reason) {
        return Uni.createFrom().failure(new IOException("OpenSearch does not store events now: " + reason));
    }

    private Uni<Void> writeLater(List<Pending> left, int tries) {
        again.increment(left.size());
        return Uni.createFrom().item(left).onItem().delayIt().by(PAUSE).chain(pending -> write(pending, tries));
    }

    private static byte[] body(List<Pending> pending) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Pending each : pending) {
            Entry entry = each.entry();
            Map<String, String> place = Map.of(
                    "_index",
                    EventIndex.of(entry.tenant(), entry.id()),
                    "_id",
                    entry.id().toString());
            lines.writeBytes(ContractJson.write(Map.of("create", place)));
            lines.write('\n');
            lines.writeBytes(ContractJson.write(each.document()));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** What is to be sent again. */
    private List<Pending> left(List<Pending> sent, JsonNode items) {
        List<Pending> later = new ArrayList<>();
        List<Pending> refused = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode item = items.get(i).path("create");
            switch (Outcome.of(item)) {
                case STORED -> {}
                case NOT_NOW -> later.add(sent.get(i));
                case REFUSED -> refused.add(unread(sent.get(i), item));
            }
        }
        if (!refused.isEmpty()) {
            unread.increment(refused.size());
            LOG.warnf(
                    "Events stored by their bodies alone count=%d first_id=%s",
                    refused.size(), refused.getFirst().entry().id());
        }
        later.addAll(refused);
        return later;
    }

    private static Pending unread(Pending refused, JsonNode item) {
        if (refused.unread()) {
            throw new IllegalArgumentException("OpenSearch does not take an event: "
                    + item.path("status").asInt() + ", "
                    + item.path("error").path("type").asText());
        }
        return new Pending(refused.entry(), true);
    }
}
