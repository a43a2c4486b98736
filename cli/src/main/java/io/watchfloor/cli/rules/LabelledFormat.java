package io.watchfloor.cli.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.pipeline.Pipeline;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON object a line: {@code eid}, {@code logsource} with {@code product}, {@code category} and {@code service}, each optional, and
 * {@code event}, the fields under the names that their source gives them. Other keys do not matter. The event is not parsed, only found.
 */
final class LabelledFormat implements EventFormat {
    private static final String LABEL = "logsource.";

    @Override
    public Pipeline pipeline() {
        return Pipeline.raw();
    }

    @Override
    public FileEvent read(EventFile.Line line, String place) throws IOException {
        try (JsonParser json = ContractJson.mapper().createParser(line.bytes(), line.from(), line.to() - line.from())) {
            return read(json, line);
        }
    }

    private static FileEvent read(JsonParser json, EventFile.Line line) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a labelled event is a JSON object");
        }
        String eid = null;
        int from = -1;
        int to = -1;
        Map<String, String> labels = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("eid") && value.isScalarValue()) {
                eid = json.getText();
            } else if (name.equals("logsource") && value == JsonToken.START_OBJECT) {
                labels(json, labels);
            } else if (name.equals("event") && value == JsonToken.START_OBJECT) {
                from = line.from() + (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                to = line.from() + (int) json.currentLocation().getByteOffset();
            } else {
                json.skipChildren();
            }
        }
        if (eid == null || from < 0) {
            throw new IOException("a labelled event has eid and event");
        }
        return new FileEvent(eid, labels, line.bytes(), from, to);
    }

    private static void labels(JsonParser json, Map<String, String> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                into.put(LABEL + name, json.getText());
            }
        }
    }
}
