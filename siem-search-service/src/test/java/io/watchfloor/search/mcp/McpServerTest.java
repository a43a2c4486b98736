package io.watchfloor.search.mcp;

import static io.restassured.RestAssured.given;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.watchfloor.search.SearchProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class McpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void toolsAreListedWithTheSchemasThatRestPublishes() throws Exception {
        JsonNode listed = new Session("mcplist", "analyst")
                .request("tools/list", Map.of())
                .path("result")
                .path("tools");
        JsonNode published = JSON.readTree(as("mcplist", "analyst")
                .get("/api/v1/siem/tools")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(names(listed))
                .containsExactlyInAnyOrderElementsOf(names(published.path("items")))
                .contains("search_logs", "correlate_events", "list_alerts", "promote_log");
        JsonNode search = named(listed, "search_logs");
        assertThat(search.path("inputSchema"))
                .isEqualTo(named(published.path("items"), "search_logs").path("input_schema"));
        assertThat(search.path("inputSchema").path("required")).hasSize(1);
        assertThat(search.path("inputSchema")
                        .path("properties")
                        .path("time_range")
                        .path("default")
                        .asText())
                .isEqualTo("15m");
        assertThat(texts(search.path("inputSchema")
                        .path("properties")
                        .path("source")
                        .path("enum")))
                .contains("wazuh", "suricata", "zeek", "velociraptor");
        assertThat(named(listed, "promote_log")
                        .path("annotations")
                        .path("readOnlyHint")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void eventsAreFoundAndCorrelatedInTheCallersTenantOnly() throws Exception {
        List<String> ids = ingest("mcpown", "{\"user\":\"ana\"}", "{\"user\":\"ana\"}");
        ingest("mcpforeign", "{\"user\":\"ana\"}");
        found("mcpown", "*", 2);
        found("mcpforeign", "*", 1);
        Session session = new Session("mcpown", "analyst");
        JsonNode searched = JSON.readTree(session.call("search_logs", Map.of("query", "user:ana")));
        assertThat(searched.path("count").asInt()).isEqualTo(2);
        JsonNode related =
                JSON.readTree(session.call("correlate_events", Map.of("event_ids", List.of(ids.getFirst()))));
        assertThat(related.path("correlated_events").path(0).path("event_id").asText())
                .isEqualTo(ids.get(1));
        JsonNode foreign = new Session("mcpforeign", "analyst").result("get_log", Map.of("log_id", ids.getFirst()));
        assertThat(foreign.path("isError").asBoolean()).isTrue();
        assertThat(foreign.toString()).contains("404").doesNotContain("ana");
    }

    @Test
    void argumentsAreCheckedByTheSchema() throws Exception {
        Session session = new Session("mcpargs", "analyst");
        List.<Map<String, ?>>of(
                        Map.of(),
                        Map.of("query", 1),
                        Map.of("query", "*", "time_range", "soon"),
                        Map.of("query", "*", "source", "carrier pigeon"),
                        Map.of("query", "*", "max_results", 0),
                        Map.of("query", "*", "unheard_of", true))
                .forEach(arguments -> assertThat(session.result("search_logs", arguments)
                                .path("isError")
                                .asBoolean())
                        .as("%s", arguments)
                        .isTrue());
    }

    @Test
    void whatTheCallerMayNotDoAnAgentMayNotEither() throws Exception {
        JsonNode refused = new Session("mcpviewer", "viewer").result("search_logs", Map.of("query", "*"));
        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(refused.toString()).contains("403");
    }

    @Test
    void withoutATokenThereIsNothing() {
        given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(message("initialize", Session.GREETING, 1))
                .post("/mcp")
                .then()
                .statusCode(401);
    }

    @Test
    void promptsAndResourcesAreThere() throws Exception {
        Session session = new Session("mcpmore", "analyst");
        assertThat(session.request("prompts/list", Map.of()).toString()).contains("triage_alert", "hunt");
        JsonNode prompt =
                session.request("prompts/get", Map.of("name", "triage_alert", "arguments", Map.of("alert_id", "a1")));
        assertThat(prompt.toString()).contains("correlate_events").contains("a1");
        JsonNode matrix = session.request("resources/read", Map.of("uri", "watchfloor://attack-matrix"));
        assertThat(matrix.toString()).contains("T1110.001").contains("credential-access");
        JsonNode fields = session.request("resources/read", Map.of("uri", "watchfloor://ecs-fields"));
        assertThat(fields.toString()).contains("process.command_line");
    }

    private static List<String> names(JsonNode tools) {
        return tools.findValuesAsText("name").stream().distinct().toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode named(JsonNode tools, String name) {
        return tools.valueStream()
                .filter(tool -> tool.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> message(String method, Map<String, ?> params, int id) {
        return Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
    }

    /** An agent's session. */
    private static final class Session {
        private static final Map<String, ?> GREETING = Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "test", "version", "1"));

        private final String tenant;
        private final String role;
        private final String id;
        private int messages = 1;

        Session(String tenant, String role) throws Exception {
            this.tenant = tenant;
            this.role = role;
            Response greeted = post(message("initialize", GREETING, messages), null);
            id = greeted.getHeader("Mcp-Session-Id");
            post(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"), id);
        }

        JsonNode request(String method, Map<String, ?> params) throws Exception {
            return answer(post(message(method, params, ++messages), id));
        }

        JsonNode result(String tool, Map<String, ?> arguments) {
            try {
                JsonNode answer = request("tools/call", Map.of("name", tool, "arguments", arguments));
                assertThat(answer.has("result")).as("%s", answer).isTrue();
                return answer.path("result");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        String call(String tool, Map<String, ?> arguments) {
            JsonNode result = result(tool, arguments);
            assertThat(result.path("isError").asBoolean()).as("%s", result).isFalse();
            return result.path("content").path(0).path("text").asText();
        }

        private Response post(Map<String, ?> message, @org.jspecify.annotations.Nullable String session) {
            Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json, text/event-stream"));
            if (session != null) {
                headers.put("Mcp-Session-Id", session);
            }
            return as(tenant, role)
                    .headers(headers)
                    .contentType("application/json")
                    .body(message)
                    .post("/mcp");
        }

        private static JsonNode answer(Response response) throws Exception {
            String body = response.asString();
            int data = body.indexOf("data:");
            return JSON.readTree(body.startsWith("{") ? body : body.substring(data + 5));
        }
    }
}
