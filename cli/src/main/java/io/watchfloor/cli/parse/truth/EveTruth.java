package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Suricata's own tests: how many records of which fields each capture must give. */
final class EveTruth {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("src_ip", "source.ip"),
            Map.entry("src_port", "source.port"),
            Map.entry("dest_ip", "destination.ip"),
            Map.entry("dest_port", "destination.port"),
            Map.entry("proto", "network.transport"),
            Map.entry("app_proto", "network.protocol"),
            Map.entry("alert.signature_id", "rule.id"),
            Map.entry("alert.rev", "rule.version"),
            Map.entry("http.url", "url.original"),
            Map.entry("http.length", "http.response.body.bytes"),
            Map.entry("tls.sni", "tls.client.server_name"),
            Map.entry("tls.serial", "tls.server.x509.serial_number"),
            Map.entry("tls.issuerdn", "tls.server.x509.issuer.distinguished_name"));
    private static final String LENGTH = ".__len";

    private EveTruth() {}

    static void measure(Path logs, Tally tally) throws IOException {
        for (Path file : Samples.below(logs.resolve("suricata/suricata-verify"), "expected.json")) {
            JsonNode expected = Samples.tree(file);
            List<Event> events = Samples.events(file.resolveSibling("eve.json"), null);
            expected.path("by_event_type")
                    .properties()
                    .forEach(each -> tally.count(
                            "event.dataset",
                            each.getValue().asInt(),
                            matching(events, Map.of("event_type", each.getKey()))));
            expected.path("alerts").properties().forEach(each -> alerts(each.getKey(), each.getValue(), events, tally));
            for (JsonNode check : expected.path("checks")) {
                if (!check.has("requires")) {
                    check(check, events, tally);
                }
            }
        }
    }

    /** A rule as {@code id:name}. */
    private static void alerts(String rule, JsonNode count, List<Event> events, Tally tally) {
        int colon = rule.indexOf(':');
        long actual = events.stream()
                .filter(event -> "alert".equals(event.value("event.kind"))
                        && rule.substring(0, colon).equals(event.text("rule.id"))
                        && rule.substring(colon + 1)
                                .equals(event.value("rule.name") == null ? "" : event.text("rule.name")))
                .count();
        tally.count("rule.id and rule.name", count.asInt(), (int) actual);
    }

    private static void check(JsonNode check, List<Event> events, Tally tally) {
        Map<String, String> match = Samples.leaves(check.get("match"));
        int actual = matching(events, match);
        match.keySet()
                .forEach(name -> tally.count(field(name), check.get("count").asInt(), actual));
    }

    private static int matching(List<Event> events, Map<String, String> match) {
        return (int) events.stream()
                .filter(event -> match.entrySet().stream().allMatch(each -> has(event, each.getKey(), each.getValue())))
                .count();
    }

    private static boolean has(Event event, String name, String value) {
        if (name.equals("event_type")) {
            return ("suricata." + value).equals(event.value("event.dataset"));
        }
        if (name.endsWith(LENGTH)) {
            Object text = event.value(field(name.substring(0, name.length() - LENGTH.length())));
            return text instanceof String given
                    && String.valueOf(given.length()).equals(value);
        }
        return Values.agree(field(name), value, event.value(field(name)));
    }

    private static String field(String name) {
        return FIELDS.getOrDefault(name, "suricata." + name);
    }
}
