package io.watchfloor.parsers.azure;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of Microsoft 365 Defender's hunting tables. {@code process} is the one that acted, as in the tables' columns of the
 * initiating process; the process that an action is about, where there is one, is {@code process} instead and the initiating
 * one its parent.
 */
public final class DefenderParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("m365_defender.")
            .drop("Timestamp", "TimeGenerated")
            .field("DeviceId", "host.id")
            .host("DeviceName")
            .field("ActionType", "event.action")
            .field("Application", "event.provider")
            .field("AccountSid", "user.id")
            .hash("SHA1", "file.hash.sha1")
            .hash("SHA256", "file.hash.sha256")
            .hash("MD5", "file.hash.md5")
            .field("FileName", "file.name")
            .field("FolderPath", "file.path")
            .field("FileSize", "file.size")
            .field("RegistryKey", "registry.path")
            .field("RegistryValueName", "registry.value")
            .field("RegistryValueData", "registry.data.strings")
            .field("RemoteUrl", "url.original")
            .address("IPAddress", "source.ip")
            .port("Port", "source.port")
            .address("LocalIP", "source.ip")
            .port("LocalPort", "source.port")
            .address("RemoteIP", "destination.ip")
            .port("RemotePort", "destination.port")
            .address("DestinationIPAddress", "destination.ip")
            .port("DestinationPort", "destination.port")
            .field("DestinationDeviceName", "destination.domain")
            .lower("Protocol", "network.protocol")
            .account("TargetAccountUpn", "user.target")
            .field("ISP", "source.as.organization.name")
            .field("CountryCode", "source.geo.country_iso_code")
            .field("City", "source.geo.city_name")
            .field("UserAgent", "user_agent.original")
            .field("UserAgent_string", "user_agent.original");

    private static final Map<String, String> INITIATING = Map.ofEntries(
            Map.entry("FolderPath", "executable"),
            Map.entry("FileName", "name"),
            Map.entry("Id", "pid"),
            Map.entry("CommandLine", "command_line"),
            Map.entry("SHA1", "hash.sha1"),
            Map.entry("SHA256", "hash.sha256"),
            Map.entry("MD5", "hash.md5"),
            Map.entry("VersionInfoOriginalFileName", "pe.original_file_name"));

    @Override
    public String source() {
        return "defender";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        return body.containsKey("ActionType")
                && (body.containsKey("Timestamp") || body.containsKey("TimeGenerated"))
                && (body.containsKey("DeviceName")
                        || body.containsKey("ReportId")
                        || body.containsKey("AccountObjectId"));
    }

    @Override
    public Map<String, Object> unwrap(Map<String, Object> body) {
        Map<String, Object> record = new LinkedHashMap<>(body);
        AzureLogs.expand(record, "RawEventData");
        return record;
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        event.time(record.value("Timestamp"));
        event.time(record.value("TimeGenerated"));
        event.put("event.dataset", "m365_defender.event");
        event.put("event.module", "m365_defender");
        boolean started = "ProcessCreated".equals(record.text("ActionType"));
        if (started) {
            process(record, event);
        }
        String initiator = started ? "process.parent." : "process.";
        INITIATING.forEach(
                (column, field) -> initiating(record, "InitiatingProcess" + column, initiator + field, event));
        if (!started) {
            event.put("process.parent.name", record.text("InitiatingProcessParentFileName"));
            event.put("process.parent.pid", record.value("InitiatingProcessParentId"));
        }
        users(record, event);
        event.put("event.category", category(Objects.requireNonNullElse(record.text("ActionType"), "")));
        event.severity(Severity.LOW);
        TABLE.map(record, event);
        event.address("source.ip", record.text("RawEventData.ClientIPAddress"));
    }

    private static void initiating(SourceRecord record, String column, String field, EventDraft event) {
        if (field.contains(".hash.")) {
            event.hash(field, record.text(column));
        } else {
            event.put(field, record.value(column));
        }
    }

    private static void process(SourceRecord record, EventDraft event) {
        event.put("process.pid", record.value("ProcessId"));
        event.put("process.command_line", record.text("ProcessCommandLine"));
        event.put("process.name", record.text("FileName"));
        event.put("process.executable", record.text("FolderPath"));
        event.hash("process.hash.sha1", record.text("SHA1"));
        event.hash("process.hash.sha256", record.text("SHA256"));
        event.hash("process.hash.md5", record.text("MD5"));
        event.kind("process", "start");
    }

    private static void users(SourceRecord record, EventDraft event) {
        event.account("user", record.text("AccountName"), record.text("AccountDomain"));
        event.put("user.email", record.text("AccountUpn"));
        event.account(
                "user", record.text("InitiatingProcessAccountName"), record.text("InitiatingProcessAccountDomain"));
        event.put("user.email", record.text("InitiatingProcessAccountUpn"));
        event.put("user.id", record.text("InitiatingProcessAccountSid"));
        event.account(
                "user",
                record.first("AccountUpn", "UserId", "RawEventData.UserId", "RawEventData.MailboxOwnerUPN"),
                null);
    }

    private static String category(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (lower.contains("logon")) {
            return "authentication";
        }
        if (lower.startsWith("file")) {
            return "file";
        }
        if (lower.startsWith("registry")) {
            return "registry";
        }
        return lower.startsWith("connection") || lower.equals("ldapsearch") ? "network" : "iam";
    }
}
