package io.watchfloor.search.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Arguments that a JSON Schema of a tool allows, and ones that it does not. */
final class SchemaCases {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_ITEMS = 4;

    private final JsonNode schema;
    private final Random random;

    SchemaCases(JsonNode schema, Random random) {
        this.schema = schema;
        this.random = random;
    }

    /** Whatever is required, and some of the rest. */
    ObjectNode valid() {
        ObjectNode made = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (isRequired(property.getKey()) || random.nextBoolean()) {
                made.set(property.getKey(), value(property.getValue()));
            }
        });
        return made;
    }

    /** Each is wrong in one place. */
    List<ObjectNode> invalid() {
        List<ObjectNode> all = new ArrayList<>();
        all.add(valid().put("unheard_of", 1));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (isRequired(property.getKey())) {
                ObjectNode without = valid();
                without.remove(property.getKey());
                all.add(without);
                all.add(valid().putNull(property.getKey()));
            }
            wrong(property.getValue()).forEach(value -> {
                ObjectNode made = valid();
                made.set(property.getKey(), value);
                all.add(made);
            });
        }
        return all;
    }

    private boolean isRequired(String name) {
        for (Iterator<JsonNode> names = schema.path("required").elements(); names.hasNext(); ) {
            if (names.next().asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode value(JsonNode type) {
        if (type.has("enum")) {
            return one(type.path("enum"));
        }
        if (type.has("examples")) {
            return one(type.path("examples"));
        }
        return switch (type.path("type").asText()) {
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(number(type));
            case "number" -> JSON.numberNode(random.nextInt(11) / 10.0);
            case "array" -> array(type);
            default -> JSON.textNode(text(type.path("minLength").asInt()));
        };
    }

    private JsonNode one(JsonNode values) {
        return values.get(random.nextInt(values.size()));
    }

    private int number(JsonNode type) {
        int least = type.path("minimum").asInt();
        int most = type.path("maximum").asInt();
        return random.nextInt(3) == 0 ? least : least + random.nextInt(most - least + 1);
    }

    private JsonNode array(JsonNode type) {
        int least = type.path("minItems").asInt();
        var made = JSON.arrayNode();
        IntStream.range(0, least + random.nextInt(MOST_ITEMS)).forEach(i -> made.add(value(type.path("items"))));
        return made;
    }

    private String text(int least) {
        String alphabet = "aZ9 .:/\\\"\u00e4\u6f22{}[]<>@-_";
        StringBuilder text = new StringBuilder();
        IntStream.range(0, least + random.nextInt(20))
                .forEach(i -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
        return text.toString();
    }

    private List<JsonNode> wrong(JsonNode type) {
        List<JsonNode> all = new ArrayList<>(List.of(JSON.objectNode()));
        switch (type.path("type").asText()) {
            case "boolean" -> all.add(JSON.textNode("perhaps"));
            case "integer" -> {
                all.add(JSON.numberNode(type.path("minimum").asInt() - 1));
                all.add(JSON.numberNode(type.path("maximum").asInt() + 1));
                all.add(JSON.textNode("many"));
                all.add(JSON.numberNode(1.5));
            }
            case "number" -> {
                all.add(JSON.numberNode(type.path("minimum").asInt() - 0.5));
                all.add(JSON.numberNode(type.path("maximum").asInt() + 0.5));
                all.add(JSON.textNode("0.5"));
            }
            case "array" -> wrongArrays(type, all);
            default -> wrongTexts(type, all);
        }
        return all;
    }

    private void wrongArrays(JsonNode type, List<JsonNode> all) {
        all.add(JSON.textNode("no list"));
        if (type.path("minItems").asInt() > 0) {
            all.add(JSON.arrayNode());
        }
        var tooMany = JSON.arrayNode();
        IntStream.rangeClosed(0, type.path("maxItems").asInt()).forEach(i -> tooMany.add(value(type.path("items"))));
        all.add(tooMany);
        all.add(JSON.arrayNode().addNull());
        wrong(type.path("items")).forEach(item -> all.add(JSON.arrayNode().add(item)));
    }

    private static void wrongTexts(JsonNode type, List<JsonNode> all) {
        all.add(JSON.arrayNode().add("a"));
        all.add(JSON.numberNode(7));
        all.add(JSON.booleanNode(true));
        if (type.has("enum")) {
            all.add(JSON.textNode("none of them"));
        }
        if (type.has("pattern")) {
            all.add(JSON.textNode(" "));
        }
        if (type.has("maxLength")) {
            all.add(JSON.textNode("x".repeat(type.path("maxLength").asInt() + 1)));
        }
    }
}
