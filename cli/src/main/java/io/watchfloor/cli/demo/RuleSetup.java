package io.watchfloor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Makes sure the demo's detection rule is there. */
public final class RuleSetup {

    private static final String RULES = "/api/v1/detections/rules";

    /**
     * The rule.
     *
     * @param rule as the service shows it
     * @param created whether it was made just now
     */
    public record Outcome(JsonNode rule, boolean created) {

        /** Its id. */
        public String id() {
            return rule.path("rule_id").asText(rule.path("id").asText());
        }
    }

    private RuleSetup() {}

    /** The rule of this name; made if it is missing. */
    public static Outcome ensure(Api detection) {
        JsonNode wanted = document();
        String cursor = "";
        do {
            JsonNode page = detection.get(RULES + cursor);
            for (JsonNode rule : page.path("items")) {
                if (rule.path("name").asText().equals(wanted.path("name").asText())) {
                    return new Outcome(rule, false);
                }
            }
            String next = page.path("next_cursor").asText("");
            cursor = next.isEmpty() ? "" : "?cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return new Outcome(detection.post(RULES, wanted), true);
    }

    private static JsonNode document() {
        try (InputStream stream =
                Objects.requireNonNull(RuleSetup.class.getResourceAsStream("rule.json"), "rule.json")) {
            return Api.JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
