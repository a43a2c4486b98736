package io.watchfloor.cli.bench.corpus;

import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LineParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Samples that nobody recorded: of networks, which the recordings lack, and of the rest where there are no recordings. */
final class InventedLogs {
    private static final List<String> PATHS =
            List.of("/", "/login", "/cart", "/api/v2/items", "/static/app.js", "/health");

    private InventedLogs() {}

    /** Connections and questions to the DNS as Zeek tells them; most of what networks log. */
    static List<Samples.Kind> network() {
        Map<String, Object> question = zeek("zeek.dns", "udp", 53);
        question.putAll(Map.of(
                "dns.question.name", "{site}",
                "dns.question.type", "A",
                "dns.response_code", "NOERROR",
                "dns.resolved_ip", "{outside}"));
        Map<String, Object> connection = zeek("zeek.conn", "tcp", 443);
        connection.putAll(Map.of(
                "destination.ip",
                "{outside}",
                "source.bytes",
                3_000,
                "destination.bytes",
                40_000,
                "event.duration",
                90_000_000,
                "zeek.conn.state",
                "SF",
                "zeek.conn.history",
                "ShADadFf"));
        return List.of(
                new Samples.Kind("dns", 7, List.of(question)), new Samples.Kind("connections", 8, List.of(connection)));
    }

    private static Map<String, Object> zeek(String dataset, String transport, int port) {
        return new LinkedHashMap<>(Map.ofEntries(
                Map.entry("event.dataset", dataset),
                Map.entry("event.category", "network"),
                Map.entry(Event.SOURCE, "zeek"),
                Map.entry(Event.ORIGINAL, "{iso}\t{uid}\t{inside}\t40000\t{outside}\t" + port + "\t" + transport),
                Map.entry("host.name", "{host}"),
                Map.entry("source.ip", "{inside}"),
                Map.entry("source.port", 40_000),
                Map.entry("destination.ip", "10.10.0.2"),
                Map.entry("destination.port", port),
                Map.entry("network.transport", transport),
                Map.entry("zeek.session_id", "{uid}")));
    }

    /**
     * In place of recordings.
     *
     * @param windows gives JSON lines of Windows machines and applications, by number
     */
    static List<Samples.Kind> rest(IntFunction<String> windows, Instant now) {
        return List.of(
                kind("windows", 45, 2_000, now, windows),
                kind("auth", 25, 400, now, InventedLogs::login),
                kind("web", 15, 400, now, InventedLogs::request));
    }

    private static Samples.Kind kind(String name, int weight, int count, Instant now, IntFunction<String> line) {
        LineParser parser = new LineParser(Corpus.TENANT, now, ZoneOffset.UTC);
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(parser.parse(line.apply(i)).fields());
        }
        return new Samples.Kind(name, weight, events);
    }

    private static String login(int number) {
        String start = "Jan  2 03:04:05 srv-%d sshd[%d]: ".formatted(1_000 + number, 2_000 + number);
        String from = " for user%d from 203.0.113.%d port %d ssh2".formatted(number, number % 250, 40_000 + number);
        return start + (number % 3 == 0 ? "Accepted publickey" : "Failed password") + from;
    }

    private static String request(int number) {
        return "Jan  2 03:04:05 web-%d httpd[99]: 203.0.113.%d - - \"GET %s?page=%d HTTP/1.1\" %d %d"
                .formatted(
                        number % 20,
                        number % 250,
                        PATHS.get(number % PATHS.size()),
                        number,
                        number % 9 == 0 ? 404 : 200,
                        500 + 37 * number);
    }
}
