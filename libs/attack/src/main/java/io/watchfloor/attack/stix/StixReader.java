package io.watchfloor.attack.stix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a bundle (STIX 2.1 §8) object by object; none is held. At most 512 MiB, 500,000 objects, 1 Mi characters of one text,
 * 100 levels.
 */
final class StixReader {
    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_OBJECTS = 500_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 100;
    private static final ObjectReader OBJECTS = objects();

    private final Consumer<StixObject> target;
    private int count;

    private StixReader(Consumer<StixObject> target) {
        this.target = target;
    }

    /**
     * Gives each object of a bundle away, in order.
     *
     * @throws StixException when it is no bundle
     */
    static void read(InputStream in, Consumer<StixObject> target) throws IOException {
        StixReader reader = new StixReader(target);
        try (JsonParser json = OBJECTS.getFactory().createParser(in)) {
            reader.read(json);
        }
    }

    private void read(JsonParser json) throws IOException {
        try {
            bundle(json);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation() == null ? json.currentLocation() : e.getLocation();
            throw new StixException(field(e) + place(location) + ": " + e.getOriginalMessage(), e);
        }
    }

    private void bundle(JsonParser json) throws IOException {
        require(json, json.nextToken() == JsonToken.START_OBJECT, "a bundle is a JSON object");
        boolean isBundle = false;
        boolean hasObjects = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("type")) {
                isBundle = value == JsonToken.VALUE_STRING && json.getText().equals("bundle");
                require(json, isBundle, "type is not bundle");
            } else if (name.equals("objects")) {
                require(json, value == JsonToken.START_ARRAY, "objects is no array");
                objects(json);
                hasObjects = true;
            } else {
                json.skipChildren();
            }
        }
        require(json, isBundle && hasObjects, "a bundle has a type and objects");
        require(json, json.nextToken() == null, "something stands behind the bundle");
    }

    private void objects(JsonParser json) throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(json, token == JsonToken.START_OBJECT, "objects[" + count + "] is no object");
            require(json, count < MOST_OBJECTS, "more than " + MOST_OBJECTS + " objects");
            JsonLocation begin = json.currentTokenLocation();
            StixObject object = OBJECTS.readValue(json);
            try {
                target.accept(object);
            } catch (StixException e) {
                throw new StixException("objects[" + count + "]" + place(begin) + ": " + e.getMessage(), e);
            }
            count++;
        }
    }

    private static void require(JsonParser json, boolean holds, String otherwise) {
        if (!holds) {
            throw new StixException(otherwise + place(json.currentLocation()));
        }
    }

    private String field(JsonProcessingException e) {
        List<JsonMappingException.Reference> path =
                e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        return "objects[" + count + "]"
                + path.stream()
                        .map(part ->
                                part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                        .collect(Collectors.joining());
    }

    private static String place(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static ObjectReader objects() {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MOST_BYTES)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
        JsonMapper mapper = JsonMapper.builder(json)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    for (CoercionInputShape shape :
                            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                        var unused = text.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .build();
        return mapper.readerFor(StixObject.class);
    }
}
