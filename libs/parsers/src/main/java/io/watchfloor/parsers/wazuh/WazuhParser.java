package io.watchfloor.parsers.wazuh;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Alerts and archives of Wazuh 4 and findings of Wazuh 5. What an alert holds of another source ({@code data.win},
 * {@code data.aws}, Suricata's record) is read as that source's own. The level 0-16 stays as {@code wazuh.rule.level}.
 */
public final class WazuhParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("wazuh.")
            .drop("timestamp", "@timestamp", "fields.timestamp", "@version", "full_log", "input.type")
            .field("rule.id", "rule.id")
            .field("rule.description", "rule.name")
            .field("rule.mitre.id", "threat.technique.id")
            .field("rule.mitre.tactic", "threat.tactic.name")
            .field("rule.mitre.technique", "threat.technique.name")
            .field("agent.id", "agent.id")
            .field("agent.name", "agent.name")
            .address("agent.ip", "host.ip")
            .field("manager.name", "observer.name")
            .field("predecoder.program_name", "process.name")
            .field("location", "log.file.path")
            .address("data.srcip", "source.ip")
            .address("data.src_ip", "source.ip")
            .port("data.srcport", "source.port")
            .port("data.src_port", "source.port")
            .address("data.dstip", "destination.ip")
            .address("data.dest_ip", "destination.ip")
            .address("data.dst_ip", "destination.ip")
            .port("data.dstport", "destination.port")
            .port("data.dst_port", "destination.port")
            .account("data.srcuser", "source.user")
            .account("data.dstuser", "user")
            .account("data.user", "user")
            .account("data.uid", "user")
            .field("data.url", "url.original")
            .field("syscheck.path", "file.path")
            .field("syscheck.event", "event.action")
            .hash("syscheck.md5_after", "file.hash.md5")
            .hash("syscheck.sha1_after", "file.hash.sha1")
            .hash("syscheck.sha256_after", "file.hash.sha256")
            .field("syscheck.uname_after", "file.owner")
            .field("syscheck.gname_after", "file.group")
            .field("syscheck.size_after", "file.size")
            .field("syscheck.audit.process.name", "process.executable")
            .field("syscheck.audit.process.id", "process.pid")
            .account("syscheck.audit.user.name", "user")
            .account("syscheck.audit.effective_user.name", "user.effective")
            .field("data.vulnerability.cve", "vulnerability.id")
            .field("data.vulnerability.severity", "vulnerability.severity")
            .field("data.vulnerability.title", "vulnerability.description")
            .field("data.vulnerability.package.name", "package.name")
            .field("data.vulnerability.package.version", "package.version")
            .field("data.vulnerability.package.architecture", "package.architecture")
            .hash("data.virustotal.source.md5", "file.hash.md5")
            .hash("data.virustotal.source.sha1", "file.hash.sha1")
            .field("data.virustotal.source.file", "file.path")
            .moved("rule.id", "rule.description", "rule.mitre.id", "agent.id", "agent.ip", "location")
            .moved("data.srcip", "data.srcport", "data.dstip", "data.dstport", "data.srcuser", "data.dstuser");

    @Override
    public String source() {
        return "wazuh";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        if (body.get("wazuh") instanceof Map<?, ?> wazuh) {
            return wazuh.containsKey("agent") || wazuh.containsKey("rule") || wazuh.containsKey("integration");
        }
        return body.get("agent") instanceof Map
                && (body.get("manager") instanceof Map
                        || body.get("rule") instanceof Map<?, ?> rule && rule.containsKey("level"));
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        event.put("event.module", "wazuh");
        if (record.has("wazuh.agent.id") || record.has("wazuh.integration.name") || record.has("wazuh.rule.id")) {
            WazuhFinding.map(record, event);
            return;
        }
        event.time(record.value(record.has("timestamp") ? "timestamp" : "@timestamp"));
        boolean alert = record.has("rule.id");
        event.put("event.kind", alert ? "alert" : "event");
        event.severity(levelled(record.text("rule.level")));
        event.put("event.dataset", alert ? "wazuh.alerts" : "wazuh.archives");
        event.put("message", record.text("full_log"));
        event.put("rule.category", record.value("rule.groups"));
        host(record, event);
        WazuhContent.map(record, event);
        TABLE.map(record, event);
        user(record, event);
    }

    /** The host that the log is of: the agent's, unless the agent is the manager and took in the log of another. */
    private static void host(SourceRecord record, EventDraft event) {
        String agent = record.text("agent.name");
        String named = record.text("predecoder.hostname");
        event.host("000".equals(record.text("agent.id")) && named != null ? named : agent);
        event.host(named);
        event.add("related.hosts", lower(agent));
        event.add("related.hosts", lower(named));
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(java.util.Locale.ROOT);
    }

    /** sshd's decoder names the account of an invalid user as the source's. */
    private static void user(SourceRecord record, EventDraft event) {
        if (!event.has("user.name")) {
            event.account("user", record.text("data.srcuser"), null);
        }
    }

    private static Severity levelled(@Nullable String level) {
        int number;
        try {
            number = Integer.parseInt(Objects.requireNonNullElse(level, "0"));
        } catch (NumberFormatException e) {
            return Severity.LOW;
        }
        if (number >= 15) {
            return Severity.CRITICAL;
        }
        return number >= 12 ? Severity.HIGH : number >= 7 ? Severity.MEDIUM : Severity.LOW;
    }
}
