package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.Polling;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long it takes, one probe at a time on an otherwise idle stack, from the sending of an event until its effect can be seen over REST. */
final class Latency {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int THRESHOLD = 5;

    private final Api search;
    private final Api cases;
    private final String run;

    Latency(Api search, Api cases, String run) {
        this.search = search;
        this.cases = cases;
        this.run = run;
    }

    /**
     * Milliseconds from POST to the first search that finds the event. Each search looks at the seconds around the event, so that
     * what is measured is the way to the store and not how long asking again and again takes.
     */
    Samples searchable(int probes) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            String session = run + "-s" + i;
            ObjectNode probe = failure("probe", session);
            Instant at = Instant.parse(probe.path("timestamp").asText());
            JsonNode query = Api.JSON
                    .createObjectNode()
                    .put("query", "session_id:" + session)
                    .put("from", at.minusSeconds(1).toString())
                    .put("to", at.plusSeconds(1).toString())
                    .put("max_results", 1);
            millis.add(timed(
                    "a probe to be searchable",
                    List.of(probe),
                    () -> search.post("/api/v1/siem/search", query)
                                    .path("count")
                                    .asLong()
                            > 0));
        }
        return Samples.of(millis);
    }

    /** Milliseconds from POST of the fifth failed login to the first list of alerts that shows the alert. */
    Samples alerting(int probes) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            String user = "admin-" + run + "-" + i;
            List<ObjectNode> events = new ArrayList<>();
            for (int j = 0; j < THRESHOLD; j++) {
                events.add(failure(user, run + "-a" + i + "-" + j));
            }
            millis.add(timed(
                    "a probe's alert",
                    events,
                    () -> cases.get("/api/v1/alerts?limit=5")
                            .path("items")
                            .toString()
                            .contains(user)));
        }
        return Samples.of(millis);
    }

    private double timed(String what, List<ObjectNode> events, java.util.function.BooleanSupplier seen) {
        StringBuilder body = new StringBuilder();
        events.forEach(event -> body.append(event).append('\n'));
        long began = System.nanoTime();
        var unused = search.post(
                "/api/v1/siem/logs", "application/x-ndjson", body.toString().getBytes(StandardCharsets.UTF_8));
        Polling.until(LIMIT, PAUSE, what, () -> seen.getAsBoolean() ? Optional.of(true) : Optional.empty());
        return (System.nanoTime() - began) / 1e6;
    }

    private static ObjectNode failure(String user, String session) {
        Instant now = Clock.systemUTC().instant();
        return Api.JSON
                .createObjectNode()
                .put("timestamp", now.toString())
                .put("event_type", "auth_failure")
                .put("user", user)
                .put("source_ip", "203.0.113.9")
                .put("target", "bench.internal")
                .put("result", "failure")
                .put("reason", "invalid_password")
                .put("severity", "medium")
                .put("session_id", session);
    }
}
