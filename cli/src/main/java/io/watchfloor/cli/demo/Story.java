package io.watchfloor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Tells what became of the attack, with a URL for each thing. */
final class Story {

    /**
     * What happened.
     *
     * @param sent lines sent
     * @param found the search that found them
     * @param run their MSGID
     * @param rule the rule
     * @param alert the alert
     */
    record Facts(int sent, JsonNode found, String run, RuleSetup.Outcome rule, JsonNode alert) {}

    private static final int MOST_ENTRIES = 10;

    private final PrintStream out;
    private final Stack.Config stack;
    private final Api cases;

    Story(PrintStream out, Stack.Config stack, String token) {
        this.out = out;
        this.stack = stack;
        this.cases = new Api(stack.ports().url(Service.CASES), token);
    }

    static long total(JsonNode answer) {
        JsonNode total = answer.path("total");
        return total.isObject()
                ? total.path("value").asLong()
                : total.asLong(answer.path("count").asLong());
    }

    void tell(Facts facts) {
        events(facts);
        rule(facts.rule());
        alert(facts.alert());
        for (JsonNode id : facts.alert().path("case_ids")) {
            incident(id.asText());
        }
        out.println();
        out.println("Everything above is JSON behind a token; to look at it yourself:");
        out.println();
        out.println("  curl -H \"Authorization: Bearer $(./watchfloor token)\" '"
                + cases.url("/api/v1/alerts/" + facts.alert().path("id").asText()) + "'");
        out.println();
    }

    private void events(Facts facts) {
        title("1. Events");
        out.println("   " + facts.sent() + " syslog lines sent, " + total(facts.found())
                + " events ingested, parsed and searchable; among them " + AttackSample.GUESSES
                + " failed logins of admin");
        out.println("   from " + AttackSample.ATTACKER + " on " + AttackSample.TARGET + ", then one that worked.");
        String query = "query=" + encoded("log.syslog.msgid:" + facts.run()) + "&time_range=1h";
        link(stack.ports().url(Service.SEARCH).resolve("/api/v1/siem/search?" + query));
    }

    private void rule(RuleSetup.Outcome rule) {
        title("2. The rule that matched");
        JsonNode condition = rule.rule().path("condition");
        out.println("   " + rule.rule().path("name").asText());
        if (!condition.path("threshold").isMissingNode()) {
            out.println("   " + condition.path("threshold").asText() + " or more "
                    + condition.path("event_type").asText() + " of "
                    + condition.path("user").asText() + " within "
                    + condition.path("time_window").asText() + "; a success soon after raises it to high.");
        }
        link(stack.ports().url(Service.DETECTION).resolve("/api/v1/detections/rules/" + rule.id()));
    }

    private void alert(JsonNode alert) {
        title("3. The alert");
        out.println("   " + alert.path("title").asText());
        out.println("   severity " + alert.path("severity").asText() + ", status "
                + alert.path("status").asText() + ", "
                + alert.path("occurrence_count").asText() + " occurrences, first "
                + alert.path("first_seen").asText() + ", last "
                + alert.path("last_seen").asText());
        List<String> observables = new ArrayList<>();
        for (JsonNode observable : alert.path("observables")) {
            observables.add(observable.path("type").asText() + " "
                    + observable.path("value").asText());
        }
        out.println("   observables: " + String.join(", ", observables));
        link(cases.url("/api/v1/alerts/" + alert.path("id").asText()));
        timeline("/api/v1/alerts/" + alert.path("id").asText() + "/timeline");
    }

    private void incident(String id) {
        JsonNode incident = cases.get("/api/v1/cases/" + id);
        title("4. The case");
        out.println("   " + incident.path("title").asText() + " (severity "
                + incident.path("severity").asText() + ", status "
                + incident.path("status").asText() + ")");
        link(cases.url("/api/v1/cases/" + id));
        timeline("/api/v1/cases/" + id + "/timeline");
    }

    private void timeline(String path) {
        out.println("   Timeline:");
        int told = 0;
        JsonNode entries = cases.get(path).path("items");
        for (JsonNode entry : entries) {
            if (told++ == MOST_ENTRIES) {
                out.println("     ... and " + (entries.size() - MOST_ENTRIES) + " more");
                break;
            }
            out.println("     " + entry.path("at").asText() + "  "
                    + String.format("%-18s", entry.path("kind").asText()) + " "
                    + entry.path("summary").asText() + change(entry));
        }
        link(cases.url(path));
    }

    private static String change(JsonNode entry) {
        return entry.path("from").isTextual() && entry.path("to").isTextual()
                ? " (" + entry.path("from").asText() + " -> " + entry.path("to").asText() + ")"
                : "";
    }

    private void title(String text) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold " + text + "|@"));
    }

    private void link(URI url) {
        out.println("   " + Ansi.AUTO.string("@|underline " + url + "|@"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
