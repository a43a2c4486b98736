package io.watchfloor.search.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts an answer to a size that a model can read: no empty members, no raw inputs, then shorter texts and lists, the least that is needed. What
 * was cut stands in the answer, under {@code truncated_for_size}.
 */
final class CompactJson {
    /** Of raw inputs the fields tell all; {@code get_log} has them. */
    private static final Set<String> LEFT_OUT = Set.of("event.original", "watchfloor.tenant");

    private static final List<Limits> STEPS = List.of(
            new Limits(4_000, 1_000),
            new Limits(1_000, 200),
            new Limits(400, 50),
            new Limits(200, 20),
            new Limits(160, 10),
            new Limits(120, 5),
            new Limits(80, 2),
            new Limits(40, 1));
    private static final int MOST_NOTES = 20;

    private CompactJson() {}

    /**
     * How much stays.
     *
     * @param text characters of a text
     * @param items of a list
     */
    private record Limits(int text, int items) {}

    /**
     * The answer as JSON.
     *
     * @param size characters at most
     * @param whole whether raw inputs stay
     */
    static String of(JsonNode answer, int size, boolean whole) {
        for (Limits limits : STEPS) {
            Cut cut = new Cut(limits, whole, new ArrayList<>());
            JsonNode made = cut.of(answer, "");
            String text = (made instanceof ObjectNode object ? cut.noted(object) : made).toString();
            if (text.length() <= size) {
                return text;
            }
        }
        return beginning(answer, size);
    }

    /** Nothing helped: the beginning of the text as it is. */
    private static String beginning(JsonNode answer, int size) {
        String text = answer.toString();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("beginning", text.substring(0, Math.min(text.length(), size / 2)));
        object.putArray("truncated_for_size").add("the answer has " + text.length() + " characters: ask for less");
        return object.toString();
    }

    private record Cut(Limits limits, boolean whole, List<String> notes) {
        JsonNode of(JsonNode node, String path) {
            return switch (node) {
                case ObjectNode object -> object(object, path);
                case ArrayNode array -> array(array, path);
                case TextNode text -> text(text.textValue(), path);
                default -> node;
            };
        }

        private JsonNode object(ObjectNode object, String path) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> {
                String name = member.getKey();
                JsonNode value = member.getValue();
                boolean isEmpty = value.isNull() || (value.isContainerNode() && value.isEmpty());
                if (!isEmpty && (whole || !LEFT_OUT.contains(name))) {
                    made.set(name, of(value, path + '/' + name));
                }
            });
            return made;
        }

        private JsonNode array(ArrayNode array, String path) {
            ArrayNode made = JsonNodeFactory.instance.arrayNode();
            int kept = Math.min(array.size(), limits.items());
            for (int i = 0; i < kept; i++) {
                made.add(of(array.get(i), path + '/' + i));
            }
            if (kept < array.size()) {
                note(path + ": " + kept + " of " + array.size() + " items");
            }
            return made;
        }

        private JsonNode text(String text, String path) {
            if (text.length() <= limits.text()) {
                return TextNode.valueOf(text);
            }
            note(path + ": " + limits.text() + " of " + text.length() + " characters");
            return TextNode.valueOf(text.substring(0, limits.text()) + "…");
        }

        private void note(String note) {
            notes.add(note);
        }

        /** Says what was cut. */
        ObjectNode noted(ObjectNode made) {
            if (!notes.isEmpty()) {
                ArrayNode said = made.putArray("truncated_for_size");
                notes.stream().limit(MOST_NOTES).forEach(said::add);
                if (notes.size() > MOST_NOTES) {
                    said.add("and " + (notes.size() - MOST_NOTES) + " more; ask for less to see all");
                }
            }
            return made;
        }
    }
}
