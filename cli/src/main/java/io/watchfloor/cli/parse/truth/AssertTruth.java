package io.watchfloor.cli.parse.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CrowdSec's tests of its parsers: lines that say which value a line of the log beside them must give. */
final class AssertTruth {
    private static final String ARN = "aws.cloudtrail.userIdentity.arn";
    private static final Pattern PARSED = Pattern.compile(
            "results\\[\"s01-parse\"]\\[\"[^\"]+\"]\\[(\\d+)]\\.Evt\\.(?:Parsed|Meta)\\[\"([^\"]+)\"] == (\".*\")");
    private static final Pattern SEEN = Pattern.compile(
            "results\\[(\\d+)]\\.Overflow\\.Alert\\.Events\\[(\\d+)]\\.GetMeta\\(\"([^\"]+)\"\\) == (\".*\")");

    /** Names of the tests and where events have them; others are of that program's own workings. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("source_ip", "source.ip"),
            Map.entry("dest_ip", "destination.ip"),
            Map.entry("dest_port", "destination.port"),
            Map.entry("proto", "network.transport"),
            Map.entry("timestamp", "@timestamp"),
            Map.entry("time", "@timestamp"),
            Map.entry("suricata_alert_signature", "rule.name"),
            Map.entry("suricata_alert_signature_rev", "rule.version"),
            Map.entry("suricata_alert_signature_id", "rule.id"),
            Map.entry("suricata_rule_severity", "suricata.alert.severity"),
            Map.entry("suricata_flow_id", "suricata.flow_id"),
            Map.entry("account_id", "aws.cloudtrail.userIdentity.accountId"),
            Map.entry("event_id", "aws.cloudtrail.eventID"),
            Map.entry("event_name", "event.action"),
            Map.entry("event_source", "event.provider"),
            Map.entry("region", "cloud.region"),
            Map.entry("user_agent", "user_agent.original"),
            Map.entry("user_arn", ARN),
            Map.entry("user_type", "aws.cloudtrail.userIdentity.type"),
            Map.entry("error_code", "error.code"),
            Map.entry("username", "user.name"),
            Map.entry("logon_type", "winlog.event_data.LogonType"),
            Map.entry("status", "winlog.event_data.Status"),
            Map.entry("sub_status", "winlog.event_data.SubStatus"),
            Map.entry("Channel", "winlog.channel"),
            Map.entry("Computer", "winlog.computer_name"),
            Map.entry("EventID", "winlog.event_id"),
            Map.entry("Source", "winlog.provider_name"),
            Map.entry("UserSID", "winlog.user.identifier"),
            Map.entry("http_args", "url.query"),
            Map.entry("http_path", "url.path"),
            Map.entry("request", "url.original"),
            Map.entry("verb", "http.request.method"),
            Map.entry("http_verb", "http.request.method"),
            Map.entry("http_status", "http.response.status_code"),
            Map.entry("http_user_agent", "user_agent.original"),
            Map.entry("target_fqdn", "winlog.event_data.s-sitename"));

    private AssertTruth() {}

    static void measure(Path folder, Tally tally) throws IOException {
        for (Path file : Samples.below(folder, ".assert")) {
            List<Path> logs = Samples.below(file.resolveSibling(""), ".log");
            if (logs.size() == 1) {
                List<Event> events = Samples.events(logs.getFirst(), null);
                parsed(file, events, tally);
                seen(file, events, tally);
            }
        }
    }

    private static void parsed(Path file, List<Event> events, Tally tally) throws IOException {
        for (String line : Files.readAllLines(file)) {
            Matcher given = PARSED.matcher(line);
            String field = given.matches() ? FIELDS.get(given.group(2)) : null;
            int index = field == null ? -1 : Integer.parseInt(given.group(1));
            if (field != null && index < events.size()) {
                tally.field(events.get(index), field, text(given.group(3)));
            }
        }
    }

    /** Events of an alert are not numbered by line: each is the one of its time that agrees best. */
    private static void seen(Path file, List<Event> events, Tally tally) throws IOException {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher given = SEEN.matcher(line);
            String field = given.matches() ? FIELDS.get(given.group(3)) : null;
            if (field != null) {
                expected.computeIfAbsent(given.group(1) + "/" + given.group(2), each -> new LinkedHashMap<>())
                        .put(field, text(given.group(4)));
            }
        }
        for (Map<String, String> fields : expected.values()) {
            Event event = Tally.closest(events, fields);
            if (event != null) {
                fields.forEach((field, value) -> tally.field(event, place(event, field), value));
            }
        }
    }

    /** The tests call the name an ARN where the record has none. */
    private static String place(Event event, String field) {
        return field.equals(ARN) && event.value(ARN) == null ? "user.name" : field;
    }

    private static String text(String quoted) {
        try {
            return ContractJson.mapper().readValue(quoted, String.class);
        } catch (JsonProcessingException e) {
            return quoted;
        }
    }
}
