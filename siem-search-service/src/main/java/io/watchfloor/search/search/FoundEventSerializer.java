package io.watchfloor.search.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.watchfloor.blocks.FieldSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the fields of an event as its members. What values events have is known, so none is asked for its own serializer. */
final class FoundEventSerializer extends StdSerializer<FoundEvent> {
    private static final long serialVersionUID = 1L;

    FoundEventSerializer() {
        super(FoundEvent.class);
    }

    @Override
    public void serialize(FoundEvent event, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(event);
        try {
            event.tell(new Members(json, json instanceof UTF8JsonGenerator));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndObject();
    }

    /** @param bytes whether bytes are written, and UTF-8 may stay as it is */
    private record Members(JsonGenerator json, boolean bytes) implements FieldSink {
        @Override
        public boolean field(String name) {
            try {
                json.writeFieldName(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        @Override
        public void text(byte[] utf8, int from, int length) {
            try {
                if (bytes) {
                    json.writeUTF8String(utf8, from, length);
                } else {
                    json.writeString(new String(utf8, from, length, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void value(Object value) {
            try {
                write(value, json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
}
