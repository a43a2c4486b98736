package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.parse.LogFile;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads samples of logs and what is said of them. */
final class Samples {
    private Samples() {}

    static List<Event> events(Path file, @Nullable String source) throws IOException {
        List<Event> events = new ArrayList<>();
        LogFile.read(file, source, events::add);
        return events;
    }

    static JsonNode tree(Path file) throws IOException {
        return ContractJson.mapper().readTree(file.toFile());
    }

    /** Files below a folder whose path ends so, in the order of their names. */
    static List<Path> below(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    /** Leaves by dotted name; values of a list are joined by commas. */
    static Map<String, String> leaves(JsonNode tree) {
        Map<String, String> leaves = new LinkedHashMap<>();
        tree.properties().forEach(each -> leaves(each.getKey(), each.getValue(), leaves));
        return leaves;
    }

    private static void leaves(String name, JsonNode value, Map<String, String> leaves) {
        if (value.isObject()) {
            value.properties().forEach(each -> leaves(name + "." + each.getKey(), each.getValue(), leaves));
        } else if (value.isArray()) {
            value.forEach(each -> leaves(name, each, leaves));
        } else if (!value.isNull()) {
            leaves.merge(name, value.asText(), (one, other) -> one + "," + other);
        }
    }
}
