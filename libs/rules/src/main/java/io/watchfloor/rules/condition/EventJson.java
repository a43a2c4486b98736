package io.watchfloor.rules.condition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads events from JSON text. Numbers keep their spelling, so {@code 1.50} is the value {@code 1.50}. */
public final class EventJson {
    private EventJson() {}

    /**
     * Reads the object that begins at the parser's current token and leaves the parser at its end.
     *
     * @throws IOException if the text is no JSON or is no object there
     */
    public static FlatEvent read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an event is a JSON object, not " + json.currentToken());
        }
        FlatEvent.Builder builder = new FlatEvent.Builder();
        readObject(json, "", builder);
        return builder.build();
    }

    private static void readObject(JsonParser json, String prefix, FlatEvent.Builder into) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + json.currentName();
            JsonToken unused = json.nextToken();
            readValue(json, path, into);
        }
    }

    private static void readValue(JsonParser json, String path, FlatEvent.Builder into) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> readObject(json, path + ".", into);
            case START_ARRAY -> readArray(json, path, into);
            case VALUE_NULL -> into.addEmpty(path);
            default -> into.add(path, json.getText());
        }
    }

    private static void readArray(JsonParser json, String path, FlatEvent.Builder into) throws IOException {
        if (json.nextToken() == JsonToken.END_ARRAY) {
            into.addEmpty(path);
        }
        while (json.currentToken() != JsonToken.END_ARRAY) {
            readValue(json, path, into);
            JsonToken unused = json.nextToken();
        }
    }
}
