package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official TypeScript SDK lists and calls every tool with a token, over the packaged services. */
class McpIT {
    private static final String TENANT = "agents";
    private static final Instant NOW = Instant.now().minusSeconds(60);

    private static SystemStack stack;

    @BeforeAll
    static void theSdkIsFetched() {
        assumeTrue(McpAgent.isPossible(), "node and npm are not installed: the TypeScript SDK cannot be tried");
        stack = SystemStack.running();
        McpAgent.install();
    }

    @Test
    void everyToolIsListedAndAnswers() {
        List<String> logs = logs(TENANT);
        Client ana = stack.as(TENANT);
        String hunt = ana.post(Service.SEARCH, "/api/v1/siem/hunts", Map.of("name", "agents", "query", "user:ana"))
                .expect(201)
                .path("hunt_id")
                .asText();
        String rule = new Pipeline(ana).createRule(Pipeline.ADMIN_RULE);
        List<Map<String, ?>> calls = new ArrayList<>(onEvents(logs));
        calls.add(call("get_hunt", Map.of("hunt_id", hunt)));
        calls.add(call("list_hunts", Map.of("limit", 10)));
        calls.add(call("get_rule", Map.of("rule_id", rule)));
        calls.add(call("list_rules", Map.of("name", "failed logins")));
        calls.add(call("promote_log", Map.of("log_id", logs.getFirst(), "create_case", true, "severity", "high")));
        JsonNode first = session(TENANT, calls);
        assertSucceeded(first);
        JsonNode promoted = text(first, "promote_log");
        String alert = promoted.path("alert").path("id").asText();
        JsonNode second =
                session(TENANT, onAlert(alert, promoted.path("case").path("id").asText()));
        assertSucceeded(second);
        assertThat(text(second, "get_alert").path("severity").asText()).isEqualTo("high");
        assertThat(text(second, "list_alerts").path("items")).hasSize(1);
        assertThat(text(second, "list_cases").path("items")).hasSize(1);
        Set<String> called = new HashSet<>(names(first.path("calls")));
        called.addAll(names(second.path("calls")));
        assertThat(called).containsExactlyInAnyOrderElementsOf(names(first.path("tools")));
        assertThat(text(first, "search_logs").path("count").asInt()).isEqualTo(2);
        assertThat(text(first, "correlate_events").path("total_related").asInt())
                .isEqualTo(1);
        assertThat(names(first.path("prompts"))).contains("triage_alert", "hunt");
        assertThat(first.path("gotPrompts").toString()).contains(alert("a1"));
        assertThat(first.path("contents").toString()).contains("T1110.001", "process.command_line");
    }

    @Test
    void anotherTenantsThingsAreNotThere() {
        List<String> logs = logs("agents-owner");
        JsonNode answers = session("agents-foreigner", onEvents(logs));
        assertThat(text(answers, "search_logs").path("count").asInt()).isZero();
        assertThat(text(answers, "correlate_events").path("not_found")).hasSize(1);
        assertThat(result(answers, "get_log").path("isError").asBoolean()).isTrue();
        assertThat(answers.path("calls").toString())
                .doesNotContain("agents-owner")
                .doesNotContain("198.51.100.77");
    }

    @Test
    void whoMayNotPromoteMayNotThroughAnAgent() {
        List<String> logs = logs("agents-viewer");
        String token = stack.token("agents-viewer", "viewer");
        JsonNode answers = McpAgent.session(
                url(), token, List.of(call("promote_log", Map.of("log_id", logs.getFirst()))), List.of());
        assertThat(result(answers, "promote_log").path("isError").asBoolean()).isTrue();
        assertThat(new Pipeline(stack.as("agents-viewer")).alerts()).isEmpty();
    }

    private static List<Map<String, ?>> onEvents(List<String> logs) {
        return List.of(
                call("search_logs", Map.of("query", "user:ana", "time_range", "1h")),
                call("count_values", Map.of("query", "*", "fields", List.of("user.name"), "time_range", "1h")),
                call("mitre_map", Map.of("description", "a brute force of passwords (T1110)")),
                call("extract_ioc", Map.of("text", "beacon to evil[.]example.com")),
                call("get_log", Map.of("log_id", logs.getFirst())),
                call("get_log_context", Map.of("log_id", logs.getFirst(), "before", 2)),
                call("correlate_events", Map.of("event_ids", List.of(logs.getFirst()))));
    }

    private static List<Map<String, ?>> onAlert(String alert, String incident) {
        return List.of(
                call("list_alerts", Map.of("severity", List.of("high"), "limit", 5)),
                call("get_alert", Map.of("id", alert)),
                call("get_alert_timeline", Map.of("id", alert)),
                call("list_cases", Map.of()),
                call("get_case", Map.of("id", incident)));
    }

    private static List<String> logs(String tenant) {
        Client client = stack.as(tenant);
        Pipeline pipeline = new Pipeline(client);
        pipeline.ingest(List.of(log(tenant, 0), log(tenant, 1)));
        pipeline.awaitIndexed("*", 2);
        List<String> ids = new ArrayList<>();
        pipeline.search("*", 10)
                .path("events")
                .forEach(event -> ids.add(event.path("event.id").asText()));
        return ids;
    }

    private static String log(String tenant, int second) {
        return """
                {"timestamp":"%s","user":"ana","src_ip":"198.51.100.77","host":"ws1","message":"log of %s"}""".formatted(NOW.plusSeconds(second), tenant);
    }

    private static JsonNode session(String tenant, List<Map<String, ?>> calls) {
        String token = stack.token(tenant, "analyst", "detection_engineer", "responder");
        return McpAgent.session(url(), token, calls, List.of(call("triage_alert", Map.of("alert_id", "a1"))));
    }

    private static String url() {
        return stack.url(Service.SEARCH) + "/mcp";
    }

    private static Map<String, ?> call(String name, Map<String, ?> arguments) {
        return Map.of("name", name, "arguments", arguments);
    }

    private static String alert(String id) {
        return "Triage the alert \\\"" + id;
    }

    private static void assertSucceeded(JsonNode session) {
        session.path("calls")
                .forEach(call -> assertThat(call.path("result").path("isError").asBoolean())
                        .as("%s", call)
                        .isFalse());
    }

    private static List<String> names(JsonNode named) {
        List<String> names = new ArrayList<>();
        named.forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private static JsonNode result(JsonNode session, String tool) {
        for (JsonNode call : session.path("calls")) {
            if (call.path("name").asText().equals(tool)) {
                return call.path("result");
            }
        }
        throw new AssertionError(tool + " was not called");
    }

    private static JsonNode text(JsonNode session, String tool) {
        try {
            return Client.JSON.readTree(
                    result(session, tool).path("content").path(0).path("text").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
