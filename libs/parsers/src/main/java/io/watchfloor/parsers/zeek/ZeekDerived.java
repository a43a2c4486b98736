package io.watchfloor.parsers.zeek;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ECS fields that are made of parts of a record's columns. */
final class ZeekDerived {
    private ZeekDerived() {}

    static void put(String path, SourceRecord record, EventDraft event) {
        switch (path) {
            case "conn" -> conn(record, event);
            case "kerberos" -> client(record.text("client"), event);
            case "http" -> url(record.text("uri"), event);
            case "dns" -> addresses(record.value("answers"), event);
            case "files" -> file(record, event);
            case "notice" -> notice(record, event);
            default -> {}
        }
    }

    private static void conn(SourceRecord record, EventDraft event) {
        event.put("network.bytes", sum(record, "orig_ip_bytes", "resp_ip_bytes"));
        event.put("network.packets", sum(record, "orig_pkts", "resp_pkts"));
        if (record.value("local_orig") instanceof Boolean from && record.value("local_resp") instanceof Boolean to) {
            event.put("network.direction", direction(from, to));
        }
    }

    private static String direction(boolean from, boolean to) {
        if (from) {
            return to ? "internal" : "outbound";
        }
        return to ? "inbound" : "external";
    }

    private static @Nullable Long sum(SourceRecord record, String one, String other) {
        return record.value(one) instanceof Number left && record.value(other) instanceof Number right
                ? left.longValue() + right.longValue()
                : null;
    }

    /** A principal {@code user/REALM}. */
    private static void client(@Nullable String client, EventDraft event) {
        if (client != null) {
            int slash = client.indexOf('/');
            event.put("user.name", slash < 0 ? client : client.substring(0, slash));
            event.put("user.domain", slash < 0 ? null : client.substring(slash + 1));
        }
    }

    private static void url(@Nullable String uri, EventDraft event) {
        if (uri != null && uri.startsWith("/")) {
            int query = uri.indexOf('?');
            event.put("url.path", query < 0 ? uri : uri.substring(0, query));
            event.put("url.query", query < 0 ? null : uri.substring(query + 1));
        }
    }

    private static void addresses(@Nullable Object answers, EventDraft event) {
        List<?> values = answers instanceof List<?> list ? list : answers == null ? List.of() : List.of(answers);
        List<String> addresses = values.stream()
                .map(Object::toString)
                .filter(ZeekDerived::isAddress)
                .toList();
        event.put("dns.resolved_ip", addresses.isEmpty() ? null : addresses);
    }

    private static boolean isAddress(String text) {
        boolean last = !text.isEmpty() && Character.digit(text.charAt(text.length() - 1), 16) >= 0;
        return last
                && (text.indexOf(':') >= 0 || Character.isDigit(text.charAt(text.length() - 1)))
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }

    /** Files went from the senders to the receivers; newer logs name the connection instead. */
    private static void file(SourceRecord record, EventDraft event) {
        event.put("file.size", record.value(record.has("total_bytes") ? "total_bytes" : "seen_bytes"));
        event.address("source.ip", record.text("tx_hosts"));
        event.address("destination.ip", record.text("rx_hosts"));
        event.add("related.ip", record.value("tx_hosts"));
        event.add("related.ip", record.value("rx_hosts"));
    }

    private static void notice(SourceRecord record, EventDraft event) {
        event.address("source.ip", record.text("src"));
        event.address("destination.ip", record.text("dst"));
        event.port("destination.port", record.value("p"));
    }
}
