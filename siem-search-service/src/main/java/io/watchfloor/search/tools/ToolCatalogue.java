package io.watchfloor.search.tools;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.watchfloor.search.event.SourceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The tools that there are: what each is called, what it takes, and which operation does it. */
@ApplicationScoped
public class ToolCatalogue {
    private static final String SOURCES = "${sources}";
    private static final List<String> NAMES = List.of(
            "search_logs",
            "correlate_events",
            "extract_ioc",
            "mitre_map",
            "get_log",
            "get_log_context",
            "count_values",
            "list_hunts",
            "get_hunt",
            "list_rules",
            "get_rule",
            "list_alerts",
            "get_alert",
            "get_alert_timeline",
            "list_cases",
            "get_case",
            "promote_log");

    private final List<ToolDescriptor> tools;

    ToolCatalogue(ObjectMapper json, SourceConfig sources) {
        Set<String> known = new TreeSet<>(sources.known());
        tools = NAMES.stream().map(name -> read(name, json, known)).toList();
    }

    /** In an order for people. */
    public List<ToolDescriptor> tools() {
        return tools;
    }

    private static ToolDescriptor read(String name, ObjectMapper json, Set<String> sources) {
        try (InputStream file = ToolCatalogue.class.getResourceAsStream("/tools/" + name + ".json")) {
            ToolDescriptor tool = json.readValue(Objects.requireNonNull(file, name), new TypeReference<>() {});
            tool.inputSchema().findValues("enum").forEach(values -> fill(values, sources));
            return tool;
        } catch (IOException e) {
            throw new UncheckedIOException("the tool " + name + " cannot be read", e);
        }
    }

    /** Which sources there are is configured. */
    private static void fill(JsonNode values, Set<String> sources) {
        if (values instanceof ArrayNode list
                && list.size() == 1
                && SOURCES.equals(list.get(0).asText())) {
            list.removeAll();
            sources.forEach(list::add);
        }
    }
}
