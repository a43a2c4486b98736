package io.watchfloor.search.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes the fields of an event as its members. What values events have is known, so none is asked for its own serializer. */
final class FoundEventSerializer extends StdSerializer<FoundEvent> {
    private static final long serialVersionUID = 1L;

    FoundEventSerializer() {
        super(FoundEvent.class);
    }

    @Override
    public void serialize(FoundEvent event, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(event);
        for (Map.Entry<String, Object> field : event.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            write(field.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case List<?> list -> {
                json.writeStartArray(list);
                for (Object element : list) {
                    write(element, json);
                }
                json.writeEndArray();
            }
            default -> json.writePOJO(value);
        }
    }
}
