package io.watchfloor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.Background;
import io.watchfloor.cli.Polling;
import io.watchfloor.cli.StackOptions;
import io.watchfloor.cli.SyslogSender;
import io.watchfloor.cli.Tokens;
import io.watchfloor.local.LocalIdentity;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchfloor demo}: the main job end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Show the main job: an attack arrives, a rule fires, an alert and a case appear.")
public final class DemoCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String SEARCH = "/api/v1/siem/search";

    @Mixin
    private StackOptions options = new StackOptions();

    private final PrintStream out = System.out;

    DemoCommand() {}

    @Override
    public Integer call() throws IOException {
        boolean started = ensureUp();
        Stack.Config stack = Background.actual(options.config());
        String token = Tokens.issue(
                LocalIdentity.of(stack.dataDirectory()), Tokens.Holder.ana(stack.tenant()), Duration.ofHours(12));
        Story story = new Story(out, stack, token);

        RuleSetup.Outcome rule = RuleSetup.ensure(api(stack, Service.DETECTION, token));
        say(
                rule.created()
                        ? "Detection rule created: " + rule.rule().path("name").asText()
                        : "Detection rule is there already");
        Instant end = Clock.systemUTC().instant();
        String run = "demo-" + Long.toString(end.toEpochMilli(), 36);
        List<AttackSample.Line> lines = AttackSample.lines(end, run, end.toEpochMilli());
        send(stack, lines);

        JsonNode found = awaitEvents(api(stack, Service.SEARCH, token), run, lines.size());
        JsonNode alert = awaitAlert(api(stack, Service.CASES, token), rule.id(), AttackSample.attackBegins(end));
        story.tell(new Story.Facts(lines.size(), found, run, rule, alert));
        out.println(
                started ? "The stack stays up; `./watchfloor down` stops it." : "The stack is still up, as it was.");
        return 0;
    }

    private boolean ensureUp() {
        if (Stack.up(options.config().dataDirectory())) {
            return false;
        }
        out.println("No stack is up yet; starting one in the background.");
        Background.start(options, out);
        return true;
    }

    private static Api api(Stack.Config stack, Service service, String token) {
        return new Api(stack.ports().url(service), token);
    }

    private void say(String text) {
        out.println("  " + text);
    }

    private void send(Stack.Config stack, List<AttackSample.Line> lines) throws IOException {
        try (SyslogSender syslog = new SyslogSender("127.0.0.1", stack.ports().syslog())) {
            for (AttackSample.Line line : lines) {
                syslog.send(line.message());
            }
        }
        say("Sent " + lines.size() + " syslog lines of four hosts over TCP to port "
                + stack.ports().syslog());
    }

    private JsonNode awaitEvents(Api search, String run, int count) {
        JsonNode query = Api.JSON
                .createObjectNode()
                .put("query", "log.syslog.msgid:" + run)
                .put("time_range", "1h")
                .put("max_results", 1);
        JsonNode found = Polling.until(
                LIMIT,
                PAUSE,
                "the events to be searchable",
                () -> Optional.of(search.post(SEARCH, query)).filter(answer -> Story.total(answer) >= count));
        say("All of them are searchable");
        return found;
    }

    /** The alert of this rule that has seen this attack and is escalated. */
    private JsonNode awaitAlert(Api cases, String rule, Instant since) {
        say("Waiting for the alert");
        JsonNode first = Polling.until(LIMIT, PAUSE, "the alert", () -> alert(cases, rule, since, ""));
        say("Alert " + first.path("id").asText() + " is there ("
                + first.path("severity").asText() + ")");
        JsonNode escalated = Polling.until(
                LIMIT,
                PAUSE,
                "the alert to be escalated and its case to open",
                () -> alert(cases, rule, since, "high"));
        return cases.get("/api/v1/alerts/" + escalated.path("id").asText());
    }

    private static Optional<JsonNode> alert(Api cases, String rule, Instant since, String severity) {
        for (JsonNode alert : cases.get("/api/v1/alerts").path("items")) {
            boolean escalated = severity.isEmpty()
                    || (alert.path("severity").asText().equals(severity)
                            && !alert.path("case_ids").isEmpty());
            if (escalated
                    && alert.path("rule_id").asText().equals(rule)
                    && !Instant.parse(alert.path("last_seen").asText()).isBefore(since)) {
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }
}
