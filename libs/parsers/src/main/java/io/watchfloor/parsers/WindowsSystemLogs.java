package io.watchfloor.parsers;

import io.watchfloor.parsers.WindowsEcs.Kind;
import java.util.Map;
import java.util.Set;

/** ECS fields of the System log, PowerShell and Defender. */
final class WindowsSystemLogs {
    private static final Map<String, Kind> SYSTEM = Map.of(
            "104", Kind.of("log_cleared", "configuration", "deletion"),
            "7040", Kind.of("service_start_type_changed", "configuration", "change"),
            "7045", Kind.of("service_installed", "configuration", "creation"));

    private static final Map<String, Kind> POWERSHELL = Map.of(
            "400", Kind.of("powershell_started", "process", "start"),
            "403", Kind.of("powershell_stopped", "process", "end"),
            "600", Kind.of("powershell_provider_started", "process", "info"),
            "800", Kind.of("powershell_pipeline_executed", "process", "info"),
            "4103", Kind.of("powershell_module_logged", "process", "info"),
            "4104", Kind.of("script_block_logged", "process", "info"));

    private static final Set<String> DETECTIONS = Set.of("1006", "1015", "1116", "1117");
    private static final Map<String, Kind> DEFENDER = Map.of(
            "1006", Kind.of("malware_found", "malware", "info"),
            "1015", Kind.of("suspicious_behaviour_found", "malware", "info"),
            "1116", Kind.of("malware_found", "malware", "info"),
            "1117", Kind.of("malware_action_taken", "malware", "info"),
            "5001", Kind.of("real_time_protection_disabled", "configuration", "change"),
            "5007", Kind.of("protection_config_changed", "configuration", "change"),
            "5010", Kind.of("malware_scanning_disabled", "configuration", "change"),
            "5012", Kind.of("virus_scanning_disabled", "configuration", "change"));

    private WindowsSystemLogs() {}

    /** @param log channel and provider in lower case */
    static void map(WindowsEcs ecs, String log, String id) {
        if (log.contains("windows defender")) {
            defender(ecs, id);
        } else if (log.contains("powershell")) {
            powershell(ecs, id);
        } else if (log.contains("iis-logging")) {
            request(ecs);
        } else if (log.startsWith("system ")) {
            ecs.kind(SYSTEM.get(id));
            ecs.account("user", "Subject");
            nxlogUser(ecs);
            WindowsSecurity.service(ecs);
        }
    }

    /** NXLog's names of the account that System tells by its SID; AccountName alone is the one that a service runs as. */
    private static void nxlogUser(WindowsEcs ecs) {
        if (ecs.value("AccountType") != null && ecs.value("Domain") != null) {
            ecs.user("user", ecs.value("AccountName"), ecs.value("Domain"), null);
        }
    }

    /** A request that IIS logs in W3C's names. */
    private static void request(WindowsEcs ecs) {
        ecs.kind(Kind.of("http_request", "web", "access"));
        ecs.address("c-ip", "source");
        ecs.address("s-ip", "destination");
        ecs.port("s-port", "destination");
        ecs.copyAll(Map.of(
                "cs-method", "http.request.method",
                "cs-uri-stem", "url.path",
                "cs-uri-query", "url.query",
                "cs-host", "url.domain",
                "csUser-Agent", "user_agent.original",
                "cs(User-Agent)", "user_agent.original",
                "csReferer", "http.request.referrer",
                "cs(Referer)", "http.request.referrer",
                "sc-status", "http.response.status_code",
                "sc-bytes", "http.response.body.bytes"));
        ecs.user("user", ecs.value("cs-username"), null, null);
        String query = ecs.value("cs-uri-query");
        String path = ecs.value("cs-uri-stem");
        ecs.set("url.original", path == null || query == null ? path : path + '?' + query);
    }

    private static void powershell(WindowsEcs ecs, String id) {
        ecs.kind(POWERSHELL.get(id));
        nxlogUser(ecs);
        ecs.copyAll(Map.of(
                "ScriptBlockText", "powershell.file.script_block_text",
                "ScriptBlockId", "powershell.file.script_block_id",
                "MessageNumber", "powershell.sequence",
                "MessageTotal", "powershell.total"));
        ecs.path("Path", "file.path", "file.name");
    }

    private static void defender(WindowsEcs ecs, String id) {
        ecs.kind(DEFENDER.get(id));
        ecs.copy("ThreatName", "rule.name");
        ecs.user("user", ecs.value("DetectionUser"), null, null);
        ecs.path("ProcessName", "process.executable", "process.name");
        String path = ecs.value("Path");
        if (path != null && path.startsWith("file:_")) {
            int end = path.indexOf(';');
            ecs.set("file.path", path.substring("file:_".length(), end < 0 ? path.length() : end));
        }
        if (DETECTIONS.contains(id)) {
            ecs.alert();
        }
    }
}
