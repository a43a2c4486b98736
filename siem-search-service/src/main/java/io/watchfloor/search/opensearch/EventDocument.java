package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventBatch.Entry;
import io.watchfloor.search.store.EventTimes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as a document of OpenSearch.
 *
 * @param time of the event, milliseconds since 1970
 * @param body the event's JSON as text, so that it is given back to the byte
 * @param unread whether it is kept by its body alone: then it may match every query
 * @param words and what follows: what the event shows; null when it is not read
 */
record EventDocument(
        @JsonProperty("@timestamp") long time,
        String id,
        String tenant,
        String source,
        int partition,
        long offset,
        String body,
        @Nullable Boolean unread,
        @Nullable Set<String> words,
        @Nullable Set<String> values,
        @Nullable Set<String> addresses,
        @Nullable Set<String> numbers,
        @Nullable Set<String> fields) {

    static EventDocument of(Entry entry) {
        Shown shown = Shown.by(read(entry.body()));
        return of(entry, null, shown.words, shown.values, shown.addresses, shown.numbers, shown.fields);
    }

    /** What is always taken: nothing of the event is indexed but its place. */
    static EventDocument unread(Entry entry) {
        return of(entry, true, null, null, null, null, null);
    }

    private static EventDocument of(
            Entry entry,
            @Nullable Boolean unread,
            @Nullable Set<String> words,
            @Nullable Set<String> values,
            @Nullable Set<String> addresses,
            @Nullable Set<String> numbers,
            @Nullable Set<String> fields) {
        return new EventDocument(
                EventTimes.of(entry.id()),
                entry.id().toString(),
                entry.tenant().value(),
                entry.source(),
                entry.partition(),
                entry.offset(),
                new String(entry.body(), StandardCharsets.UTF_8),
                unread,
                words,
                values,
                addresses,
                numbers,
                fields);
    }

    /** The event of a document's source, with its sequence. */
    static Candidates.Item item(JsonNode source) {
        byte[] body = source.path("body").asText().getBytes(StandardCharsets.UTF_8);
        Map<String, Object> fields = read(body);
        fields.put(
                Event.SEQUENCE,
                source.path("partition").asInt() + ":" + source.path("offset").asLong());
        return Candidates.Item.of(new Event(fields), body.length);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(byte[] body) {
        return ContractJson.read(body, LinkedHashMap.class);
    }
}
