package io.watchfloor.rules.labelled;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.condition.EventJson;
import io.watchfloor.rules.condition.FlatEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event and what is known of it. As JSON it is an object on a line of its own: {@code eid}, {@code logsource} (an object with
 * {@code product}, {@code category}, {@code service}, each optional), {@code event} (an object) and, if known, {@code expected}, the ids of
 * the rules that match; other keys do not matter.
 *
 * @param event with the log source as labels {@code logsource.product}, {@code logsource.category}, {@code logsource.service}
 * @param expected null if not known
 */
public record LabelledEvent(
        String eid, FlatEvent event, @Nullable List<String> expected) {
    public LabelledEvent {
        expected = expected == null ? null : List.copyOf(expected);
    }

    /**
     * Reads one line.
     *
     * @throws UncheckedIOException if the line is no JSON or lacks {@code eid} or {@code event}
     */
    public static LabelledEvent read(String line) {
        try (JsonParser json = ContractJson.mapper().createParser(line)) {
            return read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledEvent read(JsonParser json) throws IOException {
        String eid = null;
        FlatEvent event = null;
        List<String> expected = null;
        Map<String, String> labels = new LinkedHashMap<>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a labelled event is a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken unused = json.nextToken();
            switch (name) {
                case "eid" -> eid = json.getText();
                case "event" -> event = EventJson.read(json);
                case "expected" -> expected = texts(json);
                case "logsource" -> labels(json, labels);
                default -> json.skipChildren();
            }
        }
        if (eid == null || event == null) {
            throw new IOException("a labelled event has eid and event");
        }
        return new LabelledEvent(eid, event.withLabels(labels), expected);
    }

    private static void labels(JsonParser json, Map<String, String> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                into.put("logsource." + name, json.getText());
            }
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        return texts;
    }
}
