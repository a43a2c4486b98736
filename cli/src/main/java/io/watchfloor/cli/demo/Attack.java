package io.watchfloor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.Polling;
import io.watchfloor.cli.SyslogSender;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends the attack to a running stack and waits until it is found, alerted on and escalated. */
final class Attack {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final String ALERTS = "/api/v1/alerts";

    private final Stack.Config stack;
    private final Consumer<String> progress;
    private final Api search;
    private final Api detection;
    private final Api cases;

    /**
     * On a running stack.
     *
     * @param token of a detection engineer and analyst
     * @param progress told of each step in a sentence
     */
    Attack(Stack.Config stack, String token, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
        this.search = new Api(stack.ports().url(Service.SEARCH), token);
        this.detection = new Api(stack.ports().url(Service.DETECTION), token);
        this.cases = new Api(stack.ports().url(Service.CASES), token);
    }

    /** Runs it; what became of it. */
    Story.Facts run() throws IOException {
        RuleSetup.Outcome rule = RuleSetup.ensure(detection);
        progress.accept((rule.created() ? "Detection rule created: " : "Detection rule is there already: ")
                + rule.rule().path("name").asText());
        Instant end = Clock.systemUTC().instant();
        String run = "demo-" + Long.toString(end.toEpochMilli(), 36);
        List<AttackSample.Line> lines = AttackSample.lines(end, run, end.toEpochMilli());
        send(lines);
        JsonNode found = awaitEvents(run, lines.size());
        JsonNode alert = awaitAlert(rule.id(), AttackSample.lastGuess(lines));
        return new Story.Facts(lines.size(), found, run, rule, alert);
    }

    private void send(List<AttackSample.Line> lines) throws IOException {
        try (SyslogSender syslog = new SyslogSender("127.0.0.1", stack.ports().syslog())) {
            for (AttackSample.Line line : lines) {
                syslog.send(line.message());
            }
        }
        progress.accept("Sent " + lines.size() + " syslog lines of four hosts over TCP to port "
                + stack.ports().syslog());
    }

    private JsonNode awaitEvents(String run, int count) {
        JsonNode query = Api.JSON
                .createObjectNode()
                .put("query", "log.syslog.msgid:" + run)
                .put("time_range", "1h")
                .put("max_results", 1);
        JsonNode found = Polling.until(
                LIMIT,
                PAUSE,
                "the events to be searchable",
                () -> Optional.of(search.post("/api/v1/siem/search", query))
                        .filter(answer -> Story.total(answer) >= count));
        progress.accept("All of them are searchable");
        return found;
    }

    /** The alert of this rule that has seen the last guess, is escalated, has its case and does not change any more. */
    private JsonNode awaitAlert(String rule, Instant lastGuess) {
        progress.accept("Waiting for the alert, its escalation and its case");
        JsonNode found = Polling.until(LIMIT, PAUSE, "the escalated alert", () -> escalated(rule, lastGuess));
        String path = ALERTS + "/" + found.path("id").asText();
        JsonNode[] last = {found};
        return Polling.until(LIMIT, SETTLED, "the alert to settle", () -> {
            JsonNode before = last[0];
            last[0] = cases.get(path);
            return Optional.of(last[0]).filter(now -> now.path("version").equals(before.path("version")));
        });
    }

    private Optional<JsonNode> escalated(String rule, Instant lastGuess) {
        for (JsonNode alert : cases.get(ALERTS).path("items")) {
            if (alert.path("rule_id").asText().equals(rule)
                    && alert.path("severity").asText().equals("high")
                    && !alert.path("case_ids").isEmpty()
                    && !Instant.parse(alert.path("last_seen").asText()).isBefore(lastGuess)) {
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }
}
