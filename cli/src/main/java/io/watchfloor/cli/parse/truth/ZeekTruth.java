package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Logstash's tests of its patterns: rows of Zeek's tables without their headers, and the fields that they must give. */
final class ZeekTruth {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ENDS = "id.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\t";
    private static final String FILES =
            "ts\tfuid\ttx_hosts\trx_hosts\tconn_uids\tsource\tdepth\tanalyzers\tmime_type\tfilename\tduration\t"
                    + "local_orig\tis_orig\tseen_bytes\ttotal_bytes\tmissing_bytes\toverflow_bytes\ttimedout\tparent_fuid\tmd5\tsha1\tsha256\textracted";

    /** The columns of each log, by how many there are: those of Zeek 2.2 to 4. */
    private static final Map<String, String> COLUMNS = Map.of(
            "http/27",
                    "ts\tuid\t" + ENDS
                            + "trans_depth\tmethod\thost\turi\treferrer\tuser_agent\trequest_body_len\tresponse_body_len\t"
                            + "status_code\tstatus_msg\tinfo_code\tinfo_msg\tfilename\ttags\tusername\tpassword\tproxied\torig_fuids\torig_mime_types\tresp_fuids\tresp_mime_types",
            "http/30",
                    "ts\tuid\t" + ENDS
                            + "trans_depth\tmethod\thost\turi\treferrer\tversion\tuser_agent\torigin\trequest_body_len\tresponse_body_len\t"
                            + "status_code\tstatus_msg\tinfo_code\tinfo_msg\ttags\tusername\tpassword\tproxied\torig_fuids\torig_filenames\torig_mime_types\tresp_fuids\tresp_filenames\tresp_mime_types",
            "dns/23",
                    "ts\tuid\t" + ENDS
                            + "proto\ttrans_id\tquery\tqclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected",
            "conn/20",
                    "ts\tuid\t" + ENDS
                            + "proto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents",
            "conn/21",
                    "ts\tuid\t" + ENDS
                            + "proto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents",
            "conn/23",
                    "ts\tuid\t" + ENDS
                            + "proto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\torig_l2_addr\tresp_l2_addr",
            "files/23", FILES,
            "files/25", FILES + "\textracted_cutoff\textracted_size");

    /** Fields that have the same value under another name here; a file goes from its sender to its receiver. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("timestamp", "@timestamp"),
            Map.entry("http/zeek.http.status_msg", "zeek.http.status_msg"),
            Map.entry("http/url.username", "user.name"),
            Map.entry("conn/zeek.connection.state", "zeek.conn.conn_state"),
            Map.entry("conn/zeek.connection.orig_bytes", "source.bytes"),
            Map.entry("conn/zeek.connection.resp_bytes", "destination.bytes"),
            Map.entry("files/server.ip", "source.ip"),
            Map.entry("files/client.ip", "destination.ip"),
            Map.entry("files/zeek.files.fuid", "zeek.fuid"),
            Map.entry("files/zeek.files.session_ids", "zeek.files.conn_uids"),
            Map.entry("files/zeek.files.source", "network.protocol"));

    private ZeekTruth() {}

    static void measure(Path logs, Tally tally) throws IOException {
        for (Path file : Samples.below(logs.resolve("zeek/logstash-patterns"), ".json")) {
            for (JsonNode each : Samples.tree(file)) {
                row(each, tally);
            }
        }
    }

    private static void row(JsonNode each, Tally tally) {
        String message = each.get("message").asText();
        String pattern = each.get("pattern").asText();
        String log = pattern.substring(pattern.indexOf('_') + 1).toLowerCase(java.util.Locale.ROOT);
        String columns = COLUMNS.get(log + "/" + message.split("\t", -1).length);
        if (columns == null) {
            return;
        }
        LogLines lines = new LogLines("offline", null, NOW, ZoneOffset.UTC);
        for (String header : List.of(
                "#separator \\x09",
                "#set_separator\t,",
                "#empty_field\t(empty)",
                "#unset_field\t-",
                "#path\t" + log,
                "#fields\t" + columns,
                "#types\t" + types(columns))) {
            if (!lines.parse(header.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
                throw new IllegalStateException("a header is no event");
            }
        }
        Event event = lines.parse(message.getBytes(StandardCharsets.UTF_8)).getFirst();
        Samples.leaves(each.get("expected")).forEach((name, value) -> tally.field(event, field(log, name), value));
    }

    private static String types(String columns) {
        StringBuilder types = new StringBuilder();
        for (String column : columns.split("\t")) {
            types.append(types.isEmpty() ? "" : "\t").append(type(column));
        }
        return types.toString();
    }

    private static String type(String column) {
        return switch (column) {
            case "ts" -> "time";
            case "tx_hosts", "rx_hosts", "conn_uids", "analyzers", "tags", "tunnel_parents" -> "set[string]";
            case "orig_fuids", "resp_fuids", "orig_mime_types", "resp_mime_types", "answers", "TTLs" ->
                "vector[string]";
            case "id.orig_p", "id.resp_p" -> "port";
            case "AA",
                    "TC",
                    "RD",
                    "RA",
                    "rejected",
                    "local_orig",
                    "local_resp",
                    "is_orig",
                    "timedout",
                    "extracted_cutoff" -> "bool";
            case "duration" -> "interval";
            default -> "string";
        };
    }

    private static String field(String log, String name) {
        String known = NAMES.get(log + "/" + name);
        if (known != null) {
            return known;
        }
        return NAMES.getOrDefault(name, name.replace("zeek.connection.", "zeek.conn."));
    }
}
