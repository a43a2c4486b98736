package io.watchfloor.parsers.wazuh;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.SourceRecord;
import java.util.Map;
import java.util.Set;

/** A finding of Wazuh 5: ECS already, with the agent and the rule below {@code wazuh.}. */
final class WazuhFinding {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("wazuh.rule.id", "rule.id"),
            Map.entry("wazuh.rule.title", "rule.name"),
            Map.entry("wazuh.rule.tags", "rule.category"),
            Map.entry("wazuh.agent.id", "agent.id"),
            Map.entry("wazuh.agent.name", "agent.name"),
            Map.entry("wazuh.rule.mitre.tactic.id", "threat.tactic.id"),
            Map.entry("wazuh.rule.mitre.tactic.name", "threat.tactic.name"),
            Map.entry("wazuh.rule.mitre.technique.id", "threat.technique.id"),
            Map.entry("wazuh.rule.mitre.technique.name", "threat.technique.name"),
            Map.entry("wazuh.rule.mitre.subtechnique.id", "threat.technique.subtechnique.id"),
            Map.entry("wazuh.rule.mitre.subtechnique.name", "threat.technique.subtechnique.name"));

    private static final Set<String> PLACED =
            Set.of("@timestamp", "event.kind", "event.severity", "host.name", "event.id");

    private WazuhFinding() {}

    static void map(SourceRecord record, EventDraft event) {
        event.put("event.created", record.value("event.created"));
        event.time(record.value("@timestamp"));
        event.put("event.kind", record.has("wazuh.rule.id") ? "alert" : record.text("event.kind"));
        Severity severity = EventDraft.severityOf(record.text("wazuh.rule.level"));
        event.severity(severity == Severity.INFORMATIONAL ? Severity.LOW : severity);
        event.host(record.first("host.name", "host.hostname", "wazuh.agent.host.hostname"));
        event.address("host.ip", record.value("host.ip"));
        event.address("host.ip", record.value("wazuh.agent.host.ip"));
        record.fields().forEach((name, value) -> field(name, value, event));
        addresses(record, event);
    }

    private static void field(String name, Object value, EventDraft event) {
        String ecs = FIELDS.get(name);
        if (ecs != null) {
            event.put(ecs, value);
        } else if (name.endsWith(".ip")) {
            event.address(name, value);
        } else if (!PLACED.contains(name) && !name.startsWith("watchfloor.")) {
            event.put(name, value);
        }
    }

    private static void addresses(SourceRecord record, EventDraft event) {
        event.address("source.ip", record.text("source.address"));
        event.address("destination.ip", record.text("destination.address"));
        event.put("event.dataset", "wazuh.findings");
    }
}
