package io.watchfloor.query;

import java.util.List;
import java.util.Map;

/** The short field names that analysts and the log sources use for ECS fields. */
public final class FieldAliases {

    private static final Map<String, List<String>> ALIASES = Map.ofEntries(
            Map.entry("user", List.of("user.name")),
            Map.entry("host", List.of("host.name")),
            Map.entry("src_ip", List.of("source.ip")),
            Map.entry("source_ip", List.of("source.ip")),
            Map.entry("dst_ip", List.of("destination.ip")),
            Map.entry("dest_ip", List.of("destination.ip")),
            Map.entry("destination_ip", List.of("destination.ip")),
            Map.entry("hash", List.of("file.hash.*", "process.hash.*")),
            Map.entry("severity", List.of("event.severity_name")),
            Map.entry("event_type", List.of("event.action")),
            // The kind of source, or what an application calls itself.
            Map.entry("source", List.of("watchfloor.source", "event.provider")),
            Map.entry("result", List.of("event.outcome")),
            Map.entry("timestamp", List.of("@timestamp")),
            Map.entry("user_id", List.of("user.id")),
            Map.entry("source_ip_country", List.of("source.geo.country_iso_code")),
            Map.entry("target", List.of("service.target.name")),
            Map.entry("target_system", List.of("service.target.name", "target_system")),
            Map.entry("target_service", List.of("service.target.type")),
            Map.entry("reason", List.of("event.reason")),
            Map.entry("user_agent", List.of("user_agent.original")),
            Map.entry("request_id", List.of("http.request.id")),
            Map.entry("trace_id", List.of("trace.id")));

    private FieldAliases() {}

    /**
     * The fields that {@code name} stands for: itself when it is no alias. A clause on several fields holds when it holds on one. A
     * result may be a family of fields ({@link Fields#isFamily}). Names are case-sensitive.
     */
    public static List<String> resolve(String name) {
        List<String> fields = ALIASES.get(name);
        return fields == null ? List.of(name) : fields;
    }
}
