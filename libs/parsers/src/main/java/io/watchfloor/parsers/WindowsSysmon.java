package io.watchfloor.parsers;

import io.watchfloor.parsers.WindowsEcs.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ECS fields of Sysmon's events (Sysmon schema 4.90). */
final class WindowsSysmon {
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("1", Kind.of("process_created", "process", "start")),
            Map.entry("2", Kind.of("file_time_changed", "file", "change")),
            Map.entry("3", Kind.of("network_connection", "network", "connection", "start")),
            Map.entry("4", Kind.of("sysmon_state_changed", "configuration", "change")),
            Map.entry("5", Kind.of("process_terminated", "process", "end")),
            Map.entry("6", Kind.of("driver_loaded", "driver", "start")),
            Map.entry("7", Kind.of("image_loaded", "library", "start")),
            Map.entry("8", Kind.of("remote_thread_created", "process", "change")),
            Map.entry("9", Kind.of("raw_disk_read", "file", "access")),
            Map.entry("10", Kind.of("process_accessed", "process", "access")),
            Map.entry("11", Kind.of("file_created", "file", "creation")),
            Map.entry("12", Kind.of("registry_object_changed", "registry", "change")),
            Map.entry("13", Kind.of("registry_value_set", "registry", "change")),
            Map.entry("14", Kind.of("registry_object_renamed", "registry", "change")),
            Map.entry("15", Kind.of("file_stream_created", "file", "creation")),
            Map.entry("16", Kind.of("sysmon_config_changed", "configuration", "change")),
            Map.entry("17", Kind.of("pipe_created", "file", "creation")),
            Map.entry("18", Kind.of("pipe_connected", "file", "access")),
            Map.entry("19", Kind.of("wmi_filter_changed", "configuration", "change")),
            Map.entry("20", Kind.of("wmi_consumer_changed", "configuration", "change")),
            Map.entry("21", Kind.of("wmi_binding_changed", "configuration", "change")),
            Map.entry("22", Kind.of("dns_query", "network", "connection", "protocol")),
            Map.entry("23", Kind.of("file_deleted", "file", "deletion")),
            Map.entry("24", Kind.of("clipboard_changed", "process", "change")),
            Map.entry("25", Kind.of("process_tampered", "process", "change")),
            Map.entry("26", Kind.of("file_deleted", "file", "deletion")),
            Map.entry("27", Kind.of("executable_blocked", "file", "denied")),
            Map.entry("28", Kind.of("shredding_blocked", "file", "denied")),
            Map.entry("29", Kind.of("executable_detected", "file", "creation")));

    private WindowsSysmon() {}

    static void map(WindowsEcs ecs, String id) {
        ecs.kind(KINDS.get(id));
        actor(ecs);
        switch (id) {
            case "1" -> process(ecs);
            case "3" -> network(ecs);
            case "6", "7" -> image(ecs, id);
            case "12", "13", "14" -> registry(ecs, id);
            case "17", "18" -> ecs.copy("PipeName", "file.name");
            case "22" -> dns(ecs);
            default -> file(ecs);
        }
    }

    /** The process that did it, and its user. */
    private static void actor(WindowsEcs ecs) {
        boolean between = ecs.value("SourceImage") != null;
        String prefix = between ? "Source" : "";
        ecs.path(prefix + "Image", "process.executable", "process.name");
        ecs.processId(prefix + "ProcessId", "process.pid");
        ecs.copy(prefix + "ProcessGuid", "process.entity_id");
        ecs.copy(prefix + "ProcessGUID", "process.entity_id");
        ecs.user("user", ecs.value(prefix + "User"), null, null);
    }

    private static void process(WindowsEcs ecs) {
        ecs.copyAll(Map.of(
                "CommandLine", "process.command_line",
                "CurrentDirectory", "process.working_directory",
                "OriginalFileName", "process.pe.original_file_name",
                "Company", "process.pe.company",
                "Product", "process.pe.product",
                "Description", "process.pe.description",
                "FileVersion", "process.pe.file_version",
                "ParentProcessGuid", "process.parent.entity_id",
                "ParentCommandLine", "process.parent.command_line",
                "LogonId", "winlog.logon.id"));
        ecs.path("ParentImage", "process.parent.executable", "process.parent.name");
        ecs.processId("ParentProcessId", "process.parent.pid");
        ecs.hashes("Hashes", "process");
    }

    private static void network(WindowsEcs ecs) {
        ecs.address("SourceIp", "source");
        ecs.port("SourcePort", "source");
        ecs.copy("SourceHostname", "source.domain");
        ecs.address("DestinationIp", "destination");
        ecs.port("DestinationPort", "destination");
        ecs.copy("DestinationHostname", "destination.domain");
        String protocol = ecs.value("Protocol");
        String initiated = ecs.value("Initiated");
        ecs.set("network.transport", protocol == null ? null : protocol.toLowerCase(Locale.ROOT));
        ecs.set("network.direction", initiated == null ? null : Boolean.parseBoolean(initiated) ? "egress" : "ingress");
    }

    private static void image(WindowsEcs ecs, String id) {
        String prefix = id.equals("7") ? "dll" : "file";
        ecs.path("ImageLoaded", "file.path", "file.name");
        if (prefix.equals("dll")) {
            ecs.path("ImageLoaded", "dll.path", "dll.name");
        }
        ecs.hashes("Hashes", prefix);
        ecs.copy("OriginalFileName", prefix + ".pe.original_file_name");
        ecs.copy("Signature", prefix + ".code_signature.subject_name");
        ecs.copy("SignatureStatus", prefix + ".code_signature.status");
        String signed = ecs.value("Signed");
        ecs.set(prefix + ".code_signature.signed", signed == null ? null : Boolean.valueOf(signed));
    }

    private static void registry(WindowsEcs ecs, String id) {
        String path = ecs.value("TargetObject");
        if (path != null) {
            ecs.registry(path, id.equals("13"));
        }
        ecs.copy("Details", "registry.data.strings");
    }

    private static void file(WindowsEcs ecs) {
        ecs.path("TargetFilename", "file.path", "file.name");
        ecs.hashes("Hashes", "file");
    }

    /** QueryResults such as {@code type:  5 cdn.example;::ffff:192.0.2.7;}. */
    private static void dns(WindowsEcs ecs) {
        ecs.set("network.protocol", "dns");
        ecs.copy("QueryName", "dns.question.name");
        ecs.relate("related.hosts", ecs.value("QueryName"));
        String results = ecs.value("QueryResults");
        List<String> addresses = new ArrayList<>();
        for (String result : results == null ? new String[0] : results.split(";")) {
            String address = IpText.canonical(result.strip());
            if (address != null) {
                addresses.add(address);
            }
        }
        ecs.set("dns.resolved_ip", addresses.isEmpty() ? null : addresses);
        ecs.relate("related.ip", addresses);
    }
}
