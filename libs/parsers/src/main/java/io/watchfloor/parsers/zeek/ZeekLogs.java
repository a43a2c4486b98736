package io.watchfloor.parsers.zeek;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceRecord;
import java.util.Map;

/** The logs of Zeek and the fields of their columns. Source: Zeek documentation, Log Files. */
final class ZeekLogs {
    /** Columns of most logs. Each log's others stay below {@code zeek.<log>.}. */
    private static final FieldTable COMMON = FieldTable.below("zeek.")
            .drop("ts", "_path", "@stream", "_write_ts", "_system_name")
            .field("uid", "zeek.session_id")
            .field("community_id", "network.community_id")
            .lower("proto", "network.transport")
            .address("id.orig_h", "source.ip")
            .port("id.orig_p", "source.port")
            .address("id.resp_h", "destination.ip")
            .port("id.resp_p", "destination.port")
            .address("id_orig_h", "source.ip")
            .port("id_orig_p", "source.port")
            .address("id_resp_h", "destination.ip")
            .port("id_resp_p", "destination.port")
            .moved("uid", "community_id", "proto")
            .moved("id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p")
            .moved("id_orig_h", "id_orig_p", "id_resp_h", "id_resp_p");

    private static final FieldTable HASHES = COMMON.copy()
            .field("fuid", "zeek.fuid")
            .hash("md5", "file.hash.md5")
            .hash("sha1", "file.hash.sha1")
            .hash("sha256", "file.hash.sha256");

    private static final Map<String, FieldTable> TABLES = Map.ofEntries(
            Map.entry(
                    "conn",
                    COMMON.copy()
                            .lower("service", "network.protocol")
                            .field("orig_bytes", "source.bytes")
                            .field("resp_bytes", "destination.bytes")
                            .field("orig_pkts", "source.packets")
                            .field("resp_pkts", "destination.packets")
                            .field("orig_l2_addr", "source.mac")
                            .field("resp_l2_addr", "destination.mac")
                            .field("vlan", "network.vlan.id")
                            .moved("service", "orig_bytes", "resp_bytes", "orig_pkts", "resp_pkts")),
            Map.entry(
                    "dns",
                    COMMON.copy()
                            .lower("query", "dns.question.name")
                            .field("qtype_name", "dns.question.type")
                            .field("qclass_name", "dns.question.class")
                            .field("rcode_name", "dns.response_code")
                            .field("answers", "dns.answers.data")
                            .field("trans_id", "dns.id")
                            .moved("query", "qtype_name", "rcode_name", "answers")),
            Map.entry(
                    "http",
                    COMMON.copy()
                            .field("method", "http.request.method")
                            .field("host", "url.domain")
                            .field("uri", "url.original")
                            .field("referrer", "http.request.referrer")
                            .field("version", "http.version")
                            .field("user_agent", "user_agent.original")
                            .field("request_body_len", "http.request.body.bytes")
                            .field("response_body_len", "http.response.body.bytes")
                            .field("status_code", "http.response.status_code")
                            .field("orig_mime_types", "http.request.mime_type")
                            .field("resp_mime_types", "http.response.mime_type")
                            .account("username", "user")
                            .moved("method", "host", "uri", "referrer", "user_agent", "status_code")),
            Map.entry(
                    "ssl",
                    COMMON.copy()
                            .field("server_name", "tls.client.server_name")
                            .field("version", "tls.version")
                            .field("cipher", "tls.cipher")
                            .field("curve", "tls.curve")
                            .field("established", "tls.established")
                            .field("resumed", "tls.resumed")
                            .field("subject", "tls.server.x509.subject.distinguished_name")
                            .field("issuer", "tls.server.x509.issuer.distinguished_name")
                            .field("ja3", "tls.client.ja3")
                            .field("ja3s", "tls.server.ja3s")),
            Map.entry(
                    "x509",
                    COMMON.copy()
                            .hash("fingerprint", "tls.server.hash.sha256")
                            .field("certificate.serial", "tls.server.x509.serial_number")
                            .field("certificate.subject", "tls.server.x509.subject.distinguished_name")
                            .field("certificate.issuer", "tls.server.x509.issuer.distinguished_name")
                            .field("san.dns", "tls.server.x509.alternative_names")),
            Map.entry(
                    "files",
                    HASHES.copy()
                            .field("mime_type", "file.mime_type")
                            .field("filename", "file.name")
                            .lower("source", "network.protocol")
                            .moved("mime_type", "filename", "md5", "sha1", "sha256")),
            Map.entry("ssh", COMMON.copy()),
            Map.entry("kerberos", COMMON.copy().field("service", "service.name").field("error_msg", "event.reason")),
            Map.entry(
                    "ntlm",
                    COMMON.copy()
                            .account("username", "user")
                            .field("domainname", "user.domain")
                            .field("hostname", "source.domain")
                            .field("server_dns_computer_name", "destination.domain")),
            Map.entry(
                    "smb_files",
                    COMMON.copy()
                            .field("name", "file.name")
                            .field("path", "file.directory")
                            .field("size", "file.size")
                            .field("action", "event.action")),
            Map.entry("smb_mapping", COMMON.copy().field("path", "file.path")),
            Map.entry("dce_rpc", COMMON.copy().field("operation", "event.action")),
            Map.entry("ftp", HASHES.copy().account("user", "user").field("command", "event.action")),
            Map.entry("rdp", COMMON.copy().account("cookie", "user").field("client_name", "source.domain")),
            Map.entry(
                    "smtp",
                    COMMON.copy()
                            .field("mailfrom", "email.from.address")
                            .field("rcptto", "email.to.address")
                            .field("subject", "email.subject")
                            .field("user_agent", "user_agent.original")),
            Map.entry(
                    "notice",
                    COMMON.copy()
                            .field("fuid", "zeek.fuid")
                            .field("note", "rule.name")
                            .field("msg", "message")
                            .moved("note", "msg")),
            Map.entry("weird", COMMON.copy().field("name", "event.action")),
            Map.entry("syslog", COMMON.copy().field("message", "message")),
            Map.entry(
                    "dhcp",
                    COMMON.copy()
                            .address("client_addr", "client.ip")
                            .address("server_addr", "server.ip")
                            .field("host_name", "client.domain")
                            .field("mac", "client.mac")),
            Map.entry("known_hosts", COMMON.copy().address("host", "host.ip")),
            Map.entry("known_services", COMMON.copy().address("host", "host.ip")),
            Map.entry("software", COMMON.copy().address("host", "host.ip")),
            Map.entry("socks", COMMON.copy().account("user", "user")),
            Map.entry("radius", COMMON.copy().account("username", "user")),
            Map.entry("tunnel", COMMON.copy().lower("tunnel_type", "network.protocol")));

    private ZeekLogs() {}

    static String pathOf(SourceRecord record) {
        String named = record.first("_path", "@stream");
        if (named != null) {
            return named;
        }
        if (record.has("conn_state")) {
            return "conn";
        }
        if (record.has("query") && record.has("qtype")) {
            return "dns";
        }
        if (record.has("method") && record.has("uri") || record.has("status_code") && record.has("trans_depth")) {
            return "http";
        }
        return ofColumns(record);
    }

    private static String ofColumns(SourceRecord record) {
        if (record.has("cipher") || record.has("server_name")) {
            return "ssl";
        }
        if (record.has("note") && record.has("actions")) {
            return "notice";
        }
        if (record.has("fuid") && record.has("seen_bytes")) {
            return "files";
        }
        if (record.has("auth_attempts")) {
            return "ssh";
        }
        if (record.has("request_type") && record.has("client")) {
            return "kerberos";
        }
        return record.has("endpoint") && record.has("operation") ? "dce_rpc" : "log";
    }

    /** Puts the columns of a record; logs that scripts define have those that most logs have. */
    static void map(String path, SourceRecord record, EventDraft event) {
        TABLES.getOrDefault(path, COMMON).map(record, event, "zeek." + path + ".");
    }

    static void kind(String path, EventDraft event) {
        switch (path) {
            case "notice" -> event.put("event.type", "info");
            case "conn" -> event.kind("network", "connection");
            case "http" -> event.kind("web", "access");
            case "files", "smb_files", "pe" -> event.kind("file", "info");
            case "ssh", "kerberos", "ntlm", "radius" -> authentication(event);
            case "known_hosts",
                    "known_services",
                    "software",
                    "stats",
                    "loaded_scripts",
                    "capture_loss",
                    "packet_filter" -> event.put("event.type", "info");
            default -> event.kind("network", "protocol");
        }
        if (!event.has("network.protocol") && TABLES.containsKey(path) && !path.startsWith("known_")) {
            protocol(path, event);
        }
    }

    /** A login only where the log knows how it ended. */
    private static void authentication(EventDraft event) {
        if (event.has("event.outcome")) {
            event.kind("authentication", "start");
        } else {
            event.kind("network", "protocol");
        }
    }

    private static void protocol(String path, EventDraft event) {
        switch (path) {
            case "dns",
                    "http",
                    "ssh",
                    "kerberos",
                    "ntlm",
                    "ftp",
                    "rdp",
                    "smtp",
                    "dhcp",
                    "syslog",
                    "socks",
                    "radius",
                    "dce_rpc" -> event.put("network.protocol", path);
            case "ssl" -> event.put("network.protocol", "tls");
            case "smb_files", "smb_mapping" -> event.put("network.protocol", "smb");
            default -> {}
        }
    }
}
