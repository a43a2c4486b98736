package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused with a problem that names the field or the position. */
class BadInputIT {
    private static final String SEARCH = "/api/v1/siem/search";
    private static final String LOGS = "/api/v1/siem/logs";
    private static final String RULES = "/api/v1/detections/rules";
    private static final String ALERTS = "/api/v1/alerts";

    static Stream<Arguments> posts() {
        String query = "{\"query\":\"%s\"}";
        return Stream.of(
                row("malformed JSON", Service.SEARCH, SEARCH, "{\"query\": ", "line 1"),
                row("a query syntax error", Service.SEARCH, SEARCH, query.formatted("user:("), "/query"),
                row("no query", Service.SEARCH, SEARCH, "{}", "/query"),
                row("an empty query", Service.SEARCH, SEARCH, query.formatted(" "), "/query"),
                row("a 1 MiB query", Service.SEARCH, SEARCH, query.formatted("a".repeat(1 << 20)), "/query"),
                row(
                        "1,000 nested parentheses",
                        Service.SEARCH,
                        SEARCH,
                        query.formatted("(".repeat(1_000) + "a" + ")".repeat(1_000)),
                        "/query"),
                row("an unknown field", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"qurey\":\"b\"}", "/qurey"),
                row("max_results 0", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"max_results\":0}", "/max_results"),
                row("max_results -1", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"max_results\":-1}", "/max_results"),
                row("max_results x", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"max_results\":\"x\"}", "/max_results"),
                row("time_range 5x", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"time_range\":\"5x\"}", "/time_range"),
                row("time_range 0m", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"time_range\":\"0m\"}", "/time_range"),
                row(
                        "time_range 9999999d",
                        Service.SEARCH,
                        SEARCH,
                        "{\"query\":\"a\",\"time_range\":\"9999999d\"}",
                        "/time_range"),
                row("an unknown source", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"source\":\"nagios\"}", "/source"),
                row("a forged cursor", Service.SEARCH, SEARCH, "{\"query\":\"a\",\"cursor\":\"AAAA\"}", "cursor"),
                row("a malformed log", Service.SEARCH, LOGS, "{\"user\": ", "line 1"),
                row("a rule of no type", Service.DETECTION, RULES, "{\"name\":\"x\"}", "/rule_type"),
                row(
                        "a rule with a query syntax error",
                        Service.DETECTION,
                        RULES,
                        "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"a AND\"}",
                        "/query"),
                row(
                        "a rule with an unknown field",
                        Service.DETECTION,
                        RULES,
                        "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"a\",\"colour\":1}",
                        "/colour"),
                row(
                        "a rule that runs every 0 minutes",
                        Service.DETECTION,
                        RULES,
                        "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"a\",\"schedule_interval_minutes\":0}",
                        "/schedule_interval_minutes"),
                row(
                        "a threshold of 0",
                        Service.DETECTION,
                        RULES,
                        "{\"name\":\"x\",\"rule_type\":\"frequency\",\"condition\":"
                                + "{\"event_type\":\"a\",\"time_window\":\"5m\",\"threshold\":0}}",
                        "/condition/threshold"),
                row("an alert without a title", Service.CASES, ALERTS, "{\"severity\":\"low\"}", "/title"),
                row(
                        "an alert of no known severity",
                        Service.CASES,
                        ALERTS,
                        "{\"title\":\"x\",\"severity\":\"urgent\"}",
                        "/severity"),
                row("an alert with an unknown field", Service.CASES, ALERTS, "{\"title\":\"x\",\"tilte\":1}", "/tilte"),
                row(
                        "a promotion with an unknown field",
                        Service.PROMOTION,
                        LOGS + "/01949f1e-5a00-7a11-8c22-0123456789ab/promote",
                        "{\"create_csae\":true}",
                        "/create_csae"));
    }

    private static Arguments row(String name, Service service, String path, String body, String named) {
        return Arguments.of(name, service, path, body, named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("posts")
    void isRefusedByName(String name, Service service, String path, String body, String named) {
        JsonNode problem =
                SystemStack.running().as("bad").post(service, path, body).problem(400);
        assertThat(problem.path("errors")).isNotEmpty();
        assertThat(problem.path("errors").toString()).contains(named);
        assertThat(problem.toString()).doesNotContain("Exception").hasSizeLessThan(4_000);
    }

    @ParameterizedTest
    @MethodSource("gets")
    void anUnknownOrWrongParameterIsRefusedByName(Service service, String path, String named) {
        JsonNode problem = SystemStack.running().as("bad").get(service, path).problem(400);
        assertThat(problem.path("errors").toString()).contains(named);
    }

    static Stream<Arguments> gets() {
        return Stream.of(
                Arguments.of(Service.SEARCH, SEARCH + "?query=a&max_results=0", "max_results"),
                Arguments.of(Service.SEARCH, SEARCH + "?query=a&time_range=5x", "time_range"),
                Arguments.of(Service.SEARCH, SEARCH + "?query=a&max=5", "?max"),
                Arguments.of(Service.SEARCH, SEARCH, "query"),
                Arguments.of(Service.DETECTION, RULES + "?colour=red", "?colour"),
                Arguments.of(Service.CASES, ALERTS + "?limit=0", "limit"),
                Arguments.of(Service.CASES, ALERTS + "?limit=x", "?limit"),
                Arguments.of(Service.CASES, ALERTS + "?severity=", "?severity"),
                Arguments.of(Service.CASES, ALERTS + "?cursor=AAAA", "cursor"));
    }

    @Test
    void withoutATokenTheAnswerIs401AndWithoutTheRole403() {
        SystemStack stack = SystemStack.running();
        stack.withoutToken().get(Service.SEARCH, SEARCH + "?query=a").problem(401);
        stack.as("bad", "viewer").get(Service.SEARCH, SEARCH + "?query=a").problem(403);
        stack.as("bad", "viewer")
                .post(Service.DETECTION, RULES, Pipeline.ADMIN_RULE)
                .problem(403);
    }

    @Test
    void aTenantInABodyOrHeaderChangesNothing() {
        SystemStack stack = SystemStack.running();
        stack.as("honest")
                .call(
                        Service.SEARCH,
                        "POST",
                        LOGS,
                        "application/json",
                        "{\"timestamp\":\"2026-05-01T00:00:00Z\",\"user\":\"eve\",\"watchfloor.tenant\":\"victim\"}",
                        Map.of("X-Tenant-ID", "victim"))
                .expect(200);
        new Pipeline(stack.as("honest")).awaitIndexed("user:eve", 1);
        assertThat(new Pipeline(stack.as("victim")).count("user:eve")).isZero();
    }
}
