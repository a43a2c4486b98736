package io.watchfloor.parsers;

import io.watchfloor.parsers.WindowsEcs.Kind;
import java.util.Map;
import java.util.Set;

/**
 * ECS fields of the audit log. Only events that say by themselves that somebody logged in or failed to are authentication
 * with an outcome: a logon with explicit credentials, a logoff and a service ticket come beside a logon and would count it
 * twice.
 */
final class WindowsSecurity {
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("1100", Kind.of("log_service_stopped", "configuration", "change")),
            Map.entry("1102", Kind.of("log_cleared", "configuration", "deletion")),
            Map.entry("4616", Kind.of("system_time_changed", "configuration", "change")),
            Map.entry("4624", Kind.of("logon", "authentication", "start")),
            Map.entry("4625", Kind.of("logon", "authentication", "start")),
            Map.entry("4634", Kind.of("logoff", "session", "end")),
            Map.entry("4647", Kind.of("logoff", "session", "end")),
            Map.entry("4648", Kind.of("logon_with_explicit_credentials", "authentication", "start")),
            Map.entry("4656", Kind.of("object_handle_requested", "file", "access")),
            Map.entry("4657", Kind.of("registry_value_set", "registry", "change")),
            Map.entry("4660", Kind.of("object_deleted", "file", "deletion")),
            Map.entry("4662", Kind.of("directory_object_accessed", "iam", "info")),
            Map.entry("4663", Kind.of("object_accessed", "file", "access")),
            Map.entry("4672", Kind.of("special_privileges_assigned", "iam", "admin")),
            Map.entry("4688", Kind.of("process_created", "process", "start")),
            Map.entry("4689", Kind.of("process_terminated", "process", "end")),
            Map.entry("4697", Kind.of("service_installed", "configuration", "creation")),
            Map.entry("4698", Kind.of("scheduled_task_created", "configuration", "creation")),
            Map.entry("4699", Kind.of("scheduled_task_deleted", "configuration", "deletion")),
            Map.entry("4700", Kind.of("scheduled_task_enabled", "configuration", "change")),
            Map.entry("4701", Kind.of("scheduled_task_disabled", "configuration", "change")),
            Map.entry("4702", Kind.of("scheduled_task_updated", "configuration", "change")),
            Map.entry("4719", Kind.of("audit_policy_changed", "configuration", "change")),
            Map.entry("4739", Kind.of("domain_policy_changed", "configuration", "change")),
            Map.entry("4768", Kind.of("kerberos_ticket_requested", "authentication", "start")),
            Map.entry("4769", Kind.of("kerberos_service_ticket_requested", "session", "info")),
            Map.entry("4770", Kind.of("kerberos_service_ticket_renewed", "session", "info")),
            Map.entry("4771", Kind.of("kerberos_preauthentication_failed", "authentication", "start")),
            Map.entry("4776", Kind.of("credentials_validated", "authentication", "start")),
            Map.entry("5136", Kind.of("directory_object_changed", "iam", "change")),
            Map.entry("5137", Kind.of("directory_object_created", "iam", "creation")),
            Map.entry("5140", Kind.of("share_accessed", "file", "access")),
            Map.entry("5145", Kind.of("share_object_checked", "file", "access")),
            Map.entry("5156", Kind.of("network_connection", "network", "connection", "allowed")),
            Map.entry("5157", Kind.of("network_connection", "network", "connection", "denied")),
            Map.entry("5158", Kind.of("port_bound", "network", "info")));

    private static final Set<String> OF_TARGET =
            Set.of("4624", "4625", "4634", "4647", "4648", "4768", "4769", "4770", "4771", "4776");

    private static final Map<String, String> LOGON_TYPES = Map.ofEntries(
            Map.entry("2", "Interactive"),
            Map.entry("3", "Network"),
            Map.entry("4", "Batch"),
            Map.entry("5", "Service"),
            Map.entry("7", "Unlock"),
            Map.entry("8", "NetworkCleartext"),
            Map.entry("9", "NewCredentials"),
            Map.entry("10", "RemoteInteractive"),
            Map.entry("11", "CachedInteractive"),
            Map.entry("12", "CachedRemoteInteractive"),
            Map.entry("13", "CachedUnlock"));

    /** IP protocol numbers. */
    private static final Map<String, String> TRANSPORTS =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "ipv6-icmp");

    private WindowsSecurity() {}

    static void map(WindowsEcs ecs, String id) {
        if (WindowsAccounts.map(ecs, id)) {
            return;
        }
        ecs.kind(KINDS.get(id));
        if (OF_TARGET.contains(id)) {
            logon(ecs, id);
            return;
        }
        ecs.account("user", "Subject");
        switch (id) {
            case "4688" -> process(ecs);
            case "4697" -> service(ecs);
            case "4657" -> registry(ecs);
            case "4656", "4660", "4663" -> object(ecs);
            case "5140", "5145" -> share(ecs);
            case "5156", "5157", "5158" -> connection(ecs);
            default -> actor(ecs);
        }
    }

    private static void logon(WindowsEcs ecs, String id) {
        ecs.account("user", "Target");
        String type = ecs.value("LogonType");
        ecs.set("winlog.logon.type", type == null ? null : LOGON_TYPES.getOrDefault(type, type));
        ecs.copy("TargetLogonId", "winlog.logon.id");
        ecs.address("IpAddress", "source");
        ecs.port("IpPort", "source");
        ecs.copy("WorkstationName", "source.domain");
        ecs.copy("Workstation", "source.domain");
        actor(ecs);
        switch (id) {
            case "4624" -> ecs.outcome("success");
            case "4625", "4771" -> ecs.outcome("failure");
            case "4768", "4776" -> ecs.outcome(isZero(ecs.value("Status")) ? "success" : "failure");
            case "4648" -> ecs.noOutcome();
            default -> {}
        }
    }

    private static boolean isZero(@org.jspecify.annotations.Nullable String status) {
        return status != null && status.replace("0x", "").chars().allMatch(c -> c == '0');
    }

    private static void actor(WindowsEcs ecs) {
        ecs.path("ProcessName", "process.executable", "process.name");
        ecs.processId("ProcessId", "process.pid");
    }

    private static void process(WindowsEcs ecs) {
        ecs.path("NewProcessName", "process.executable", "process.name");
        ecs.processId("NewProcessId", "process.pid");
        ecs.copy("CommandLine", "process.command_line");
        ecs.path("ParentProcessName", "process.parent.executable", "process.parent.name");
        ecs.processId("ProcessId", "process.parent.pid");
        ecs.copy("SubjectLogonId", "winlog.logon.id");
    }

    static void service(WindowsEcs ecs) {
        ecs.copy("ServiceName", "service.name");
        ecs.copy("ServiceFileName", "process.command_line");
        ecs.copy("ImagePath", "process.command_line");
    }

    private static void registry(WindowsEcs ecs) {
        String key = ecs.value("ObjectName");
        String value = ecs.value("ObjectValueName");
        if (key != null) {
            ecs.registry(value == null ? key : key + '\\' + value, value != null);
        }
        ecs.copy("NewValue", "registry.data.strings");
        actor(ecs);
    }

    private static void object(WindowsEcs ecs) {
        String type = ecs.value("ObjectType");
        String name = ecs.value("ObjectName");
        if ("Key".equals(type) && name != null) {
            ecs.registry(name, false);
        } else if ("File".equals(type)) {
            ecs.path("ObjectName", "file.path", "file.name");
        }
        actor(ecs);
    }

    private static void share(WindowsEcs ecs) {
        ecs.address("IpAddress", "source");
        ecs.port("IpPort", "source");
        ecs.path("RelativeTargetName", "file.path", "file.name");
    }

    private static void connection(WindowsEcs ecs) {
        ecs.address("SourceAddress", "source");
        ecs.port("SourcePort", "source");
        ecs.address("DestAddress", "destination");
        ecs.port("DestPort", "destination");
        String protocol = ecs.value("Protocol");
        ecs.set("network.transport", protocol == null ? null : TRANSPORTS.get(protocol));
        String direction = ecs.value("Direction");
        ecs.set(
                "network.direction",
                direction == null
                        ? null
                        : switch (direction) {
                            case "%%14592" -> "ingress";
                            case "%%14593" -> "egress";
                            default -> null;
                        });
        ecs.path("Application", "process.executable", "process.name");
        ecs.processId("ProcessID", "process.pid");
        ecs.processId("ProcessId", "process.pid");
    }
}
