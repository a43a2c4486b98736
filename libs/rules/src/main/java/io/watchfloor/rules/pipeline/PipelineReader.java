package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.pipeline.Transformation.When;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the YAML of a pipeline. */
final class PipelineReader {
    private static final Set<String> PIPELINE =
            Set.of("name", "description", "priority", "transformations", "otherwise");
    private static final Set<String> TRANSFORMATION =
            Set.of("when", "fields", "keep", "prefix", "keywords", "conditions", "reject");
    private static final Set<String> WHEN = Set.of("product", "category", "service", "rules");
    private static final Set<String> ROUTE = Set.of("where", "fields");
    private static final Set<String> OTHERWISE = Set.of("labels", "reject");
    private static final Set<String> PARTS = Set.of("product", "category", "service");
    private static final int DEFAULT_PRIORITY = 50;

    private final YamlText yaml;

    PipelineReader(String fileName) {
        this.yaml = new YamlText(fileName);
    }

    Pipeline read(String text) {
        Node root = yaml.compose(text);
        Map<String, Node> keys = yaml.mapping(root, PIPELINE);
        Node name = keys.get("name");
        if (name == null) {
            throw yaml.wrong(root, "a pipeline has a name");
        }
        Node priority = keys.get("priority");
        Node otherwise = keys.get("otherwise");
        return new Pipeline(
                yaml.text(name),
                priority == null ? DEFAULT_PRIORITY : yaml.integer(priority),
                yaml.items(keys.get("transformations")).stream()
                        .map(this::transformation)
                        .toList(),
                otherwise == null ? Optional.empty() : Optional.of(otherwise(otherwise)));
    }

    private Transformation transformation(Node node) {
        Map<String, Node> keys = yaml.mapping(node, TRANSFORMATION);
        if (keys.containsKey("conditions") && keys.containsKey("reject")) {
            throw yaml.wrong(node, "either conditions or reject");
        }
        if (keys.keySet().equals(Set.of("when")) || keys.isEmpty()) {
            throw yaml.wrong(node, "a transformation has one of fields, keep, prefix, keywords, conditions, reject");
        }
        return new Transformation(
                when(keys.get("when")),
                fields(keys.get("fields")),
                texts(keys.get("keep")),
                textOrNull(keys.get("prefix")),
                texts(keys.get("keywords")),
                routes(keys.get("conditions")),
                textOrNull(keys.get("reject")));
    }

    private When when(@Nullable Node node) {
        if (node == null) {
            return When.ALWAYS;
        }
        Map<String, Node> keys = yaml.mapping(node, WHEN);
        Map<LogSourcePart, Set<String>> parts = new EnumMap<>(LogSourcePart.class);
        for (LogSourcePart part : LogSourcePart.values()) {
            if (keys.containsKey(part.key())) {
                parts.put(part, Set.copyOf(texts(keys.get(part.key()))));
            }
        }
        return new When(parts, Set.copyOf(texts(keys.get("rules"))));
    }

    private Map<String, List<String>> fields(@Nullable Node node) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (node != null) {
            yaml.mapping(node).forEach((name, paths) -> fields.put(name, texts(paths)));
        }
        return fields;
    }

    /** A mapping is the one route there is. */
    private List<Route> routes(@Nullable Node node) {
        if (node instanceof MappingNode) {
            return List.of(new Route(where(node), Map.of()));
        }
        return yaml.items(node).stream().map(this::route).toList();
    }

    private Route route(Node node) {
        Map<String, Node> keys = yaml.mapping(node, ROUTE);
        Node where = keys.get("where");
        if (where == null) {
            throw yaml.wrong(node, "a route says where");
        }
        return new Route(where(where), fields(keys.get("fields")));
    }

    private Map<String, List<Object>> where(Node node) {
        Map<String, List<Object>> where = new LinkedHashMap<>();
        yaml.mapping(node)
                .forEach((path, values) -> where.put(
                        path, yaml.items(values).stream().map(yaml::value).toList()));
        return where;
    }

    private Otherwise otherwise(Node node) {
        Map<String, Node> keys = yaml.mapping(node, OTHERWISE);
        Node labels = keys.get("labels");
        Node reject = keys.get("reject");
        if ((labels == null) == (reject == null)) {
            throw yaml.wrong(node, "either labels or reject");
        }
        if (reject != null) {
            return new Otherwise.Reject(yaml.text(reject));
        }
        Map<String, Node> names = yaml.mapping(labels == null ? node : labels, PARTS);
        Map<LogSourcePart, String> fields = new EnumMap<>(LogSourcePart.class);
        for (LogSourcePart part : LogSourcePart.values()) {
            Node name = names.get(part.key());
            if (name != null) {
                fields.put(part, yaml.text(name));
            }
        }
        return new Otherwise.Labels(fields);
    }

    private List<String> texts(@Nullable Node node) {
        return yaml.items(node).stream().map(yaml::text).collect(Collectors.toUnmodifiableList());
    }

    private @Nullable String textOrNull(@Nullable Node node) {
        return node == null ? null : yaml.text(node);
    }
}
