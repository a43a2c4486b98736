package io.watchfloor.parsers.suricata;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * EVE records. Source and destination are those of the packet, as Suricata writes them; where a record tells the direction
 * of the flow as well, {@code client} and {@code server} do. Alerts are {@code event.kind: alert}; their number of severity,
 * of which 1 is the worst, stays as {@code suricata.alert.severity}.
 */
public final class SuricataParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("suricata.")
            .drop("timestamp")
            .address("src_ip", "source.ip")
            .port("src_port", "source.port")
            .address("dest_ip", "destination.ip")
            .port("dest_port", "destination.port")
            .lower("proto", "network.transport")
            .lower("app_proto", "network.protocol")
            .field("community_id", "network.community_id")
            .field("in_iface", "observer.ingress.interface.name")
            .field("host", "observer.name")
            .field("ether.src_mac", "source.mac")
            .field("ether.dest_mac", "destination.mac")
            .field("vlan", "network.vlan.id")
            .field("flow.bytes_toserver", "source.bytes")
            .field("flow.bytes_toclient", "destination.bytes")
            .field("flow.pkts_toserver", "source.packets")
            .field("flow.pkts_toclient", "destination.packets")
            .field("flow.start", "event.start")
            .field("flow.end", "event.end")
            .address("flow.src_ip", "client.ip")
            .port("flow.src_port", "client.port")
            .address("flow.dest_ip", "server.ip")
            .port("flow.dest_port", "server.port")
            .field("alert.signature_id", "rule.id")
            .field("alert.gid", "rule.ruleset")
            .field("alert.rev", "rule.version")
            .field("alert.signature", "rule.name")
            .field("alert.category", "rule.category")
            .field("alert.action", "event.action")
            .field("alert.metadata.mitre_technique_id", "threat.technique.id")
            .field("alert.metadata.mitre_technique_name", "threat.technique.name")
            .field("alert.metadata.mitre_tactic_id", "threat.tactic.id")
            .field("alert.metadata.mitre_tactic_name", "threat.tactic.name")
            .field("http.hostname", "url.domain")
            .field("http.url", "url.original")
            .field("http.http_method", "http.request.method")
            .field("http.http_user_agent", "user_agent.original")
            .field("http.http_refer", "http.request.referrer")
            .field("http.status", "http.response.status_code")
            .field("http.length", "http.response.body.bytes")
            .field("http.http_content_type", "http.response.mime_type")
            .address("http.xff", "network.forwarded_ip")
            .field("dns.rcode", "dns.response_code")
            .field("dns.id", "dns.id")
            .field("tls.sni", "tls.client.server_name")
            .field("tls.version", "tls.version")
            .field("tls.subject", "tls.server.x509.subject.distinguished_name")
            .field("tls.issuerdn", "tls.server.x509.issuer.distinguished_name")
            .field("tls.serial", "tls.server.x509.serial_number")
            .field("tls.notbefore", "tls.server.x509.not_before")
            .field("tls.notafter", "tls.server.x509.not_after")
            .hash("tls.fingerprint", "tls.server.hash.sha1")
            .field("tls.ja3.hash", "tls.client.ja3")
            .field("tls.ja3s.hash", "tls.server.ja3s")
            .field("fileinfo.filename", "file.path")
            .hash("fileinfo.md5", "file.hash.md5")
            .hash("fileinfo.sha1", "file.hash.sha1")
            .hash("fileinfo.sha256", "file.hash.sha256")
            .field("fileinfo.size", "file.size")
            .field("fileinfo.magic", "file.mime_type")
            .account("krb5.cname", "user")
            .field("krb5.sname", "service.name")
            .account("smb.ntlmssp.user", "user")
            .field("smb.ntlmssp.domain", "user.domain")
            .field("email.from", "email.from.address")
            .field("email.to", "email.to.address")
            .field("email.subject", "email.subject")
            .field("ssh.client.software_version", "user_agent.original")
            .moved("src_ip", "src_port", "dest_ip", "dest_port", "proto", "app_proto", "community_id")
            .moved("alert.signature", "alert.signature_id", "alert.category", "alert.action")
            .moved("http.hostname", "http.url", "http.http_method", "http.http_user_agent", "http.status", "tls.sni")
            .moved("fileinfo.md5", "fileinfo.sha1", "fileinfo.sha256");

    @Override
    public String source() {
        return "suricata";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        if (!(body.get("event_type") instanceof String type) || !body.containsKey("timestamp")) {
            return false;
        }
        return body.containsKey("flow_id")
                || body.containsKey("pkt_src")
                || body.get(type) instanceof Map
                        && (body.containsKey("dest_ip") && body.containsKey("proto") || type.equals("stats"));
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        String type = Objects.requireNonNullElse(record.text("event_type"), "log");
        time(type, record, event);
        event.put("event.dataset", "suricata." + type);
        event.put("event.kind", type.equals("alert") ? "alert" : type.equals("stats") ? "metric" : "event");
        String transport = Objects.requireNonNullElse(record.text("proto"), "");
        event.put("network.type", record.has("src_ip") ? networkType(record) : null);
        dns(record, event);
        file(record, event);
        TABLE.map(record, event);
        kind(type, event);
        alert(record, event);
        totals(record, event);
        if (!event.has("network.protocol") && !transport.isEmpty() && SuricataTypes.isProtocol(type)) {
            event.put("network.protocol", type);
        }
        krb5(record, event);
    }

    /** A flow is of the time it began; its record is written minutes after it ended. */
    private static void time(String type, SourceRecord record, EventDraft event) {
        event.put("event.created", record.value("timestamp"));
        if (type.equals("flow") || type.equals("netflow")) {
            event.time(record.first("flow.start", "netflow.start"));
        }
        event.time(record.value("timestamp"));
    }

    private static String networkType(SourceRecord record) {
        return Objects.requireNonNullElse(record.text("src_ip"), "").indexOf(':') < 0 ? "ipv4" : "ipv6";
    }

    private static void kind(String type, EventDraft event) {
        switch (type) {
            case "alert" -> event.put("event.category", "intrusion_detection");
            case "fileinfo" -> event.kind("file", "info");
            case "stats" -> {}
            case "http" -> event.kind("web", "access");
            default -> event.kind("network", type.equals("flow") ? "connection" : "protocol");
        }
    }

    private static void alert(SourceRecord record, EventDraft event) {
        String number = record.text("alert.severity");
        if (!record.has("alert.signature_id") && number == null) {
            return;
        }
        boolean blocked = "blocked".equals(record.text("alert.action"));
        event.put("event.type", List.of(blocked ? "denied" : "allowed"));
        event.put("message", record.text("alert.signature"));
        Severity worded = signatureSeverity(record.text("alert.metadata.signature_severity"));
        event.severity(worded != null ? worded : numbered(number));
    }

    private static @Nullable Severity signatureSeverity(@Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "informational", "minor" -> Severity.LOW;
            case "major" -> Severity.HIGH;
            case "critical" -> Severity.CRITICAL;
            default -> null;
        };
    }

    private static @Nullable Severity numbered(@Nullable String number) {
        return switch (number == null ? "" : number) {
            case "1" -> Severity.HIGH;
            case "2" -> Severity.MEDIUM;
            case "3", "4" -> Severity.LOW;
            default -> null;
        };
    }

    /** Version 2 has one question beside the record's other fields, version 3 a list of them. */
    private static void dns(SourceRecord record, EventDraft event) {
        String name = record.first("dns.rrname", "dns.queries.rrname", "dns.query.rrname");
        if (name == null) {
            return;
        }
        event.put("dns.question.name", name.toLowerCase(Locale.ROOT));
        event.put("dns.question.type", record.first("dns.rrtype", "dns.queries.rrtype", "dns.query.rrtype"));
        event.put("dns.type", "answer".equals(record.text("dns.type")) ? "answer" : record.text("dns.type"));
        Object answers = record.value("dns.answers.rdata");
        event.put("dns.answers.data", answers);
        event.put("dns.resolved_ip", SuricataTypes.addresses(answers));
        event.put("event.outcome", outcomeOf(record.text("dns.rcode")));
    }

    private static @Nullable String outcomeOf(@Nullable String code) {
        return code == null ? null : code.equals("NOERROR") ? "success" : "failure";
    }

    private static void file(SourceRecord record, EventDraft event) {
        String path = record.text("fileinfo.filename");
        if (path != null) {
            event.put("file.name", path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
        }
    }

    private static void totals(SourceRecord record, EventDraft event) {
        event.put("network.bytes", SuricataTypes.sum(record, "flow.bytes_toserver", "flow.bytes_toclient"));
        event.put("network.packets", SuricataTypes.sum(record, "flow.pkts_toserver", "flow.pkts_toclient"));
        String url = record.text("http.url");
        if (url != null && url.startsWith("/")) {
            int query = url.indexOf('?');
            event.put("url.path", query < 0 ? url : url.substring(0, query));
            event.put("url.query", query < 0 ? null : url.substring(query + 1));
        }
    }

    private static void krb5(SourceRecord record, EventDraft event) {
        if (record.has("krb5.msg_type")) {
            event.put("user.domain", record.text("krb5.realm"));
            boolean failed = record.text("krb5.error_code") != null || "KRB_ERROR".equals(record.text("krb5.msg_type"));
            event.put("event.outcome", failed ? "failure" : "success");
        }
    }
}
