package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.parse.LogFile;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Findings of Wazuh 5 are ECS as that product writes it: every field of one is a field of the event. */
final class WazuhTruth {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("wazuh.rule.id", "rule.id"),
            Map.entry("wazuh.rule.title", "rule.name"),
            Map.entry("wazuh.rule.level", "event.severity_name"),
            Map.entry("wazuh.agent.id", "agent.id"),
            Map.entry("wazuh.agent.name", "agent.name"),
            Map.entry("wazuh.rule.tags", "rule.category"),
            Map.entry("wazuh.rule.mitre.tactic.id", "threat.tactic.id"),
            Map.entry("wazuh.rule.mitre.tactic.name", "threat.tactic.name"),
            Map.entry("wazuh.rule.mitre.technique.id", "threat.technique.id"),
            Map.entry("wazuh.rule.mitre.technique.name", "threat.technique.name"),
            Map.entry("wazuh.rule.mitre.subtechnique.id", "threat.technique.subtechnique.id"),
            Map.entry("wazuh.rule.mitre.subtechnique.name", "threat.technique.subtechnique.name"));
    /** Of an event here: its own id, the log as it came, and by which way. */
    private static final Set<String> OURS =
            Set.of("event.id", "event.original", "event.kind", "event.module", "event.dataset");

    private WazuhTruth() {}

    static void measure(Path logs, Tally tally) throws IOException {
        for (Path file : Samples.below(logs.resolve("wazuh/findings-5x"), "")) {
            List<Event> events = Samples.events(file, null);
            List<byte[]> lines = LogFile.lines(file);
            for (int i = 0; i < lines.size() && i < events.size(); i++) {
                finding(ContractJson.mapper().readTree(lines.get(i)), events.get(i), tally);
            }
        }
    }

    private static void finding(JsonNode finding, Event event, Tally tally) {
        Samples.leaves(finding).forEach((name, value) -> {
            if (!OURS.contains(name) && !value.isEmpty()) {
                String expected = name.equals("wazuh.rule.level") && value.equals("informational") ? "low" : value;
                tally.field(event, NAMES.getOrDefault(name, name), expected);
            }
        });
    }
}
