package io.watchfloor.search.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.blocks.RowGatherer;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.EventBatch.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads events of the topic straight into the columns of which blocks are made. One batch; one thread at a time. */
public final class BatchReader {
    private final String topic;
    private final RowGatherer rows = new RowGatherer();
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Object id;
    private @Nullable Object timestamp;
    private @Nullable Object tenant;
    private @Nullable Object source;

    public BatchReader(String topic) {
        this.topic = topic;
    }

    /**
     * Reads an event.
     *
     * @param of the tenant it must be of
     * @param json its fields, flat
     * @throws IllegalArgumentException when it is no event, or one of another tenant; nothing more can be read then
     * @throws UncheckedIOException when it is no JSON; nothing more can be read then
     */
    public void read(TenantId of, int partition, long offset, byte[] json) {
        id = null;
        timestamp = null;
        tenant = null;
        source = null;
        readFields(json);
        if (!of.value().equals(tenant)) {
            throw new IllegalArgumentException("the event is of tenant " + tenant + ", its envelope of " + of);
        }
        if (!(id instanceof String text)) {
            throw new IllegalArgumentException("an event without " + Event.ID);
        }
        rows.add(Event.SEQUENCE, partition + ":" + offset);
        rows.end(timestamp);
        entries.add(new Entry(of, UUID.fromString(text), textOf(source), partition, offset, json, entries.size()));
    }

    private void readFields(byte[] json) {
        try (JsonParser parser = ContractJson.mapper().getFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an event that is no object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                Object value = value(parser, token);
                rows.add(name, value);
                note(name, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String name, Object value) {
        switch (name) {
            case Event.ID -> id = value;
            case Event.TIMESTAMP -> timestamp = value;
            case Event.TENANT -> tenant = value;
            case Event.SOURCE -> source = value;
            default -> {}
        }
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_ARRAY -> list(parser);
            default -> throw new IllegalArgumentException("a value that is " + token);
        };
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    /** The source, of several the first. */
    private static String textOf(@Nullable Object source) {
        Object one =
                source instanceof List<?> several ? several.stream().findFirst().orElse(null) : source;
        return one == null ? Entry.NO_SOURCE : one.toString();
    }

    /**
     * The batch of what was read.
     *
     * @param next by partition, the offset after the last message of the batch, also of one that is not stored
     */
    public EventBatch batch(Map<Integer, Long> next) {
        return new EventBatch(topic, entries, next, rows.rows());
    }
}
