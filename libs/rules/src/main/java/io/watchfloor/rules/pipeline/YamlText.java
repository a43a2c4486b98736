package io.watchfloor.rules.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML nodes as the shapes that a pipeline has; what has another shape is refused at its line. */
final class YamlText {
    private final String fileName;

    YamlText(String fileName) {
        this.fileName = fileName;
    }

    Node compose(String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(fileName).build())
                    .composeString(text)
                    .orElseThrow(() -> new PipelineSyntaxException(fileName, 1, "the file is empty"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new PipelineSyntaxException(fileName, line, e.getProblem());
        } catch (YamlEngineException e) {
            throw new PipelineSyntaxException(fileName, 1, String.valueOf(e.getMessage()));
        }
    }

    /** The values of a mapping whose keys are among those. */
    Map<String, Node> mapping(Node node, Set<String> allowed) {
        Map<String, Node> values = mapping(node);
        for (Map.Entry<String, Node> each : values.entrySet()) {
            if (!allowed.contains(each.getKey())) {
                throw wrong(
                        each.getValue(),
                        "unknown key " + each.getKey() + ", expected " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
        return values;
    }

    Map<String, Node> mapping(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "expected keys and values");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), "the key " + key + " is there twice");
            }
        }
        return values;
    }

    /** The items of a list, of which one may stand without brackets. Nothing at all is no item; an empty list is refused. */
    List<Node> items(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(node);
        }
        if (list.getValue().isEmpty()) {
            throw wrong(node, "the list is empty");
        }
        return list.getValue();
    }

    String text(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw wrong(node, "expected a text");
        }
        return scalar.getValue();
    }

    /** A whole number or a text. */
    Object value(Node node) {
        String text = text(node);
        return node.getTag().equals(Tag.INT) ? (Object) Long.valueOf(number(node, text)) : text;
    }

    int integer(Node node) {
        return Math.toIntExact(number(node, text(node)));
    }

    PipelineSyntaxException wrong(Node node, String message) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new PipelineSyntaxException(fileName, line, message);
    }

    private long number(Node node, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(node, "expected a whole number");
        }
    }
}
