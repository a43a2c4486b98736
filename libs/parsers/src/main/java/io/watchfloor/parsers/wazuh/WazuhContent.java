package io.watchfloor.parsers.wazuh;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.SourceRecord;
import io.watchfloor.parsers.azure.OfficeParser;
import io.watchfloor.parsers.cloudtrail.CloudTrailParser;
import io.watchfloor.parsers.suricata.SuricataParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an alert holds of another source, read as that source's own record. The alert's own fields have come first. */
final class WazuhContent {
    private static final SuricataParser SURICATA = new SuricataParser();
    private static final CloudTrailParser CLOUD_TRAIL = new CloudTrailParser();
    private static final OfficeParser OFFICE = new OfficeParser();

    /** Wazuh's names of the event log's fields, and those below {@code winlog.}. */
    private static final Map<String, String> SYSTEM = Map.ofEntries(
            Map.entry("eventID", "event_id"),
            Map.entry("channel", "channel"),
            Map.entry("computer", "computer_name"),
            Map.entry("providerName", "provider_name"),
            Map.entry("providerGuid", "provider_guid"),
            Map.entry("eventRecordID", "record_id"),
            Map.entry("level", "level"),
            Map.entry("task", "task"),
            Map.entry("opcode", "opcode"),
            Map.entry("keywords", "keywords"),
            Map.entry("version", "version"),
            Map.entry("processID", "process.pid"),
            Map.entry("threadID", "process.thread.id"));

    private static final Map<String, String> AUDIT = Map.ofEntries(
            Map.entry("exe", "process.executable"),
            Map.entry("command", "process.name"),
            Map.entry("cwd", "process.working_directory"),
            Map.entry("pid", "process.pid"),
            Map.entry("ppid", "process.parent.pid"),
            Map.entry("uid", "user.id"),
            Map.entry("auid", "user.audit.id"),
            Map.entry("euid", "user.effective.id"),
            Map.entry("file.name", "file.path"),
            Map.entry("type", "auditd.type"),
            Map.entry("key", "auditd.key"));

    private WazuhContent() {}

    static void map(SourceRecord record, EventDraft event) {
        if (record.has("data.win.system.eventID")) {
            windows(record, event);
        } else if (record.has("data.aws.eventName")) {
            CLOUD_TRAIL.map(record.below("data.aws."), event);
        } else if (record.has("data.event_type") && record.has("data.alert.signature_id")) {
            SURICATA.map(record.below("data."), event);
        } else if (record.has("data.office365.Operation")) {
            OFFICE.map(record.below("data.office365."), event);
        } else if (record.has("data.audit.type") || record.has("data.audit.exe")) {
            audit(record.below("data.audit."), event);
        } else {
            others(record, event);
        }
    }

    private static void windows(SourceRecord record, EventDraft event) {
        Map<String, Object> system = new LinkedHashMap<>();
        Map<String, String> data = new LinkedHashMap<>();
        record.below("data.win.system.").fields().forEach((name, value) -> {
            String field = SYSTEM.get(name);
            if (field != null) {
                system.put(field, value.toString());
            }
        });
        record.below("data.win.eventdata.").fields().forEach((name, value) -> data.put(title(name), text(value)));
        event.put("message", record.text("data.win.system.message"));
        event.time(record.value("data.win.system.systemTime"));
        event.windows(system, data);
    }

    private static String title(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String text(Object value) {
        return value instanceof List<?> values
                ? String.join("\n", values.stream().map(Object::toString).toList())
                : value.toString();
    }

    private static void audit(SourceRecord audit, EventDraft event) {
        AUDIT.forEach((name, field) -> event.put(field, audit.value(name)));
        String success = audit.text("success");
        event.put("event.outcome", success == null ? null : success.equals("yes") ? "success" : "failure");
        event.kind("process", "start");
        StringBuilder command = new StringBuilder();
        for (int i = 0; audit.has("execve.a" + i); i++) {
            command.append(i == 0 ? "" : " ").append(audit.text("execve.a" + i));
        }
        event.put("process.command_line", command.toString());
    }

    private static void others(SourceRecord record, EventDraft event) {
        event.account("user", record.text("data.github.actor"), null);
        event.put("event.action", record.text("data.github.action"));
        event.address("source.ip", record.text("data.github.actor_ip"));
        event.account("user", record.text("data.gcp.protoPayload.authenticationInfo.principalEmail"), null);
        event.address(
                "source.ip",
                record.first("data.gcp.jsonPayload.sourceIP", "data.gcp.protoPayload.requestMetadata.callerIp"));
        event.address(
                "source.ip",
                record.first(
                        "data.aws.service.action.networkConnectionAction.remoteIpDetails.ipAddressV4",
                        "data.aws.service.action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4",
                        "data.aws.source_ip_address",
                        "data.aws.srcaddr"));
        event.address("destination.ip", record.text("data.aws.dstaddr"));
        if (record.has("syscheck.path")) {
            event.kind("file", "change");
            String path = record.text("syscheck.path");
            event.put(
                    "file.name",
                    path == null ? null : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
        }
        event.program(record.text("predecoder.program_name"), message(record));
    }

    /** The message of a line of syslog: what follows the program. */
    private static @org.jspecify.annotations.Nullable String message(SourceRecord record) {
        String line = record.text("full_log");
        String program = record.text("predecoder.program_name");
        int at = line == null || program == null ? -1 : line.indexOf(program);
        int colon = at < 0 || line == null ? -1 : line.indexOf(": ", at);
        return colon < 0 || line == null ? null : line.substring(colon + 2);
    }
}
