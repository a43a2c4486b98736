package io.watchfloor.parsers;

import java.util.Map;
import java.util.Set;

/**
 * The names of the structured application log and other short names in use, and the ECS fields they mean. All other
 * names are kept as they are, ECS names among them.
 */
final class ShortNames {
    private static final Map<String, String> ECS = Map.ofEntries(
            Map.entry("timestamp", "@timestamp"),
            Map.entry("event_type", "event.action"),
            Map.entry("severity", "event.severity_name"),
            // The sender's word for itself; watchfloor.source says by which way the event came.
            Map.entry("source", "event.provider"),
            Map.entry("user", "user.name"),
            Map.entry("user_id", "user.id"),
            Map.entry("source_ip", "source.ip"),
            Map.entry("src_ip", "source.ip"),
            Map.entry("source_port", "source.port"),
            Map.entry("src_port", "source.port"),
            Map.entry("source_ip_country", "source.geo.country_iso_code"),
            Map.entry("destination_ip", "destination.ip"),
            Map.entry("dst_ip", "destination.ip"),
            Map.entry("dest_ip", "destination.ip"),
            Map.entry("dst_port", "destination.port"),
            Map.entry("host", "host.name"),
            Map.entry("hostname", "host.name"),
            // ECS: the service that is acted upon.
            Map.entry("target", "service.target.name"),
            Map.entry("target_system", "service.target.name"),
            Map.entry("target_service", "service.target.type"),
            Map.entry("result", "event.outcome"),
            Map.entry("reason", "event.reason"),
            Map.entry("user_agent", "user_agent.original"),
            Map.entry("request_id", "http.request.id"),
            Map.entry("trace_id", "trace.id"));

    /** Those that structured logs have, and neither Suricata nor Zeek nor Wazuh. */
    private static final Set<String> OF_LOGS = Set.of(
            "user",
            "user_id",
            "source_ip",
            "source_ip_country",
            "destination_ip",
            "target",
            "target_system",
            "target_service",
            "result",
            "reason");

    private ShortNames() {}

    /** Whether one is among the names that no product's own records have at their top. */
    static boolean anyOf(Set<String> names) {
        return names.stream().anyMatch(OF_LOGS::contains);
    }

    static String ecs(String name) {
        return ECS.getOrDefault(name, name);
    }
}
