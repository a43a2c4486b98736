package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watchfloor.local.Service;
import io.watchfloor.local.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another tenant's object answers as one that never existed, everywhere; the database alone keeps tenants apart too. */
class TenantIsolationIT {
    private record Operation(String name, String id, Function<String, Answer> call) {}

    private static Client foreigner;
    private static String event;
    private static String ownEvent;
    private static String rule;
    private static String alert;
    private static String incident;
    private static String key;
    private static String hunt;

    @BeforeAll
    static void anOwnerHasOneOfEverything() {
        SystemStack stack = SystemStack.running();
        Client owner = stack.as("owner");
        foreigner = stack.as("foreigner");
        Pipeline pipeline = new Pipeline(owner);
        rule = pipeline.createRule(Pipeline.ADMIN_RULE.replaceFirst("\\{", "{\"auto_create_case\": true, "));
        pipeline.ingest(Attack.onAdmins(1, 6));
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(pipeline.cases()).hasSize(1));
        pipeline.awaitIndexed("*", 13);
        event = pipeline.search("*", 1).path("events").path(0).path("event.id").asText();
        Pipeline foreign = new Pipeline(foreigner);
        foreign.ingest(List.of(Attack.login("eve", Instant.parse("2026-03-02T08:00:00Z"), "auth_failure", "failure")));
        foreign.awaitIndexed("user:eve", 1);
        ownEvent = foreign.search("user:eve", 1)
                .path("events")
                .path(0)
                .path("event.id")
                .asText();
        alert = pipeline.alerts().getFirst().path("id").asText();
        incident = pipeline.cases().getFirst().path("id").asText();
        owner.post(Service.DETECTION, "/api/v1/detections/rules/" + rule + "/run", "{}")
                .expect(200);
        key = owner.post(Service.SEARCH, "/api/v1/siem/ingest-keys", "{\"name\":\"edge\"}")
                .expect(201)
                .path("id")
                .asText();
        hunt = owner.post(
                        Service.SEARCH,
                        "/api/v1/siem/hunts",
                        "{\"name\":\"theirs\",\"query\":\"*\",\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"analyst\","
                                + "\"admin\"]}")
                .expect(201)
                .path("hunt_id")
                .asText();
    }

    @TestFactory
    List<DynamicTest> theOthersIdAnswersLikeARandomOne() {
        String rules = "/api/v1/detections/rules/";
        String alerts = "/api/v1/alerts/";
        String cases = "/api/v1/cases/";
        String logs = "/api/v1/siem/logs/";
        String hunts = "/api/v1/siem/hunts/";
        List<Operation> operations = List.of(
                new Operation("read a log", event, id -> foreigner.get(Service.SEARCH, logs + id)),
                new Operation("promote a log", event, id -> promote(id, "{}")),
                new Operation("promote a log by a rule", rule, id -> promote(ownEvent, "{\"rule_id\":\"" + id + "\"}")),
                new Operation(
                        "revoke an ingest key",
                        key,
                        id -> foreigner.delete(Service.SEARCH, "/api/v1/siem/ingest-keys/" + id)),
                new Operation("read a hunt", hunt, id -> foreigner.get(Service.SEARCH, hunts + id)),
                new Operation(
                        "change a hunt", hunt, id -> foreigner.patch(Service.SEARCH, hunts + id, "{\"tags\":[]}")),
                new Operation("run a hunt", hunt, id -> foreigner.post(Service.SEARCH, hunts + id + "/run", "{}")),
                new Operation("read a hunt's runs", hunt, id -> foreigner.get(Service.SEARCH, hunts + id + "/runs")),
                new Operation("delete a hunt", hunt, id -> foreigner.delete(Service.SEARCH, hunts + id)),
                new Operation("read a rule", rule, id -> foreigner.get(Service.DETECTION, rules + id)),
                new Operation(
                        "change a rule",
                        rule,
                        id -> foreigner.patch(Service.DETECTION, rules + id, "{\"enabled\":false}")),
                new Operation("run a rule", rule, id -> foreigner.post(Service.DETECTION, rules + id + "/run", "{}")),
                new Operation("read a rule's runs", rule, id -> foreigner.get(Service.DETECTION, rules + id + "/runs")),
                new Operation(
                        "read a rule's suppressions",
                        rule,
                        id -> foreigner.get(Service.DETECTION, rules + id + "/suppressions")),
                new Operation("mute a rule", rule, id -> mute(id)),
                new Operation(
                        "read a rule's versions",
                        rule,
                        id -> foreigner.get(Service.DETECTION, rules + id + "/versions")),
                new Operation(
                        "compare a rule's versions",
                        rule,
                        id -> foreigner.get(Service.DETECTION, rules + id + "/versions/1/diff/1")),
                new Operation(
                        "read a rule's feedback",
                        rule,
                        id -> foreigner.get(Service.DETECTION, rules + id + "/feedback")),
                new Operation(
                        "judge a rule",
                        rule,
                        id -> foreigner.post(
                                Service.DETECTION, rules + id + "/feedback", "{\"verdict\":\"true_positive\"}")),
                new Operation("read an alert", alert, id -> foreigner.get(Service.CASES, alerts + id)),
                new Operation(
                        "change an alert",
                        alert,
                        id -> foreigner.patch(Service.CASES, alerts + id, "{\"assignee\":\"ana\"}")),
                new Operation(
                        "read an alert's timeline",
                        alert,
                        id -> foreigner.get(Service.CASES, alerts + id + "/timeline")),
                new Operation(
                        "read an alert's occurrences",
                        alert,
                        id -> foreigner.get(Service.CASES, alerts + id + "/occurrences")),
                new Operation("read a case", incident, id -> foreigner.get(Service.CASES, cases + id)),
                new Operation(
                        "read a case's timeline",
                        incident,
                        id -> foreigner.get(Service.CASES, cases + id + "/timeline")));
        return operations.stream()
                .map(o -> DynamicTest.dynamicTest(o.name(), () -> answersAlike(o)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> listsHoldNothingOfTheOther() {
        return List.of(
                        DynamicTest.dynamicTest("rules", () -> empty(Service.DETECTION, "/api/v1/detections/rules")),
                        DynamicTest.dynamicTest("alerts", () -> empty(Service.CASES, "/api/v1/alerts")),
                        DynamicTest.dynamicTest("cases", () -> empty(Service.CASES, "/api/v1/cases")),
                        DynamicTest.dynamicTest("hunts", () -> empty(Service.SEARCH, "/api/v1/siem/hunts")),
                        DynamicTest.dynamicTest("ingest keys", () -> empty(Service.SEARCH, "/api/v1/siem/ingest-keys")),
                        DynamicTest.dynamicTest(
                                "events",
                                () -> assertThat(new Pipeline(foreigner).count("NOT user:eve"))
                                        .isZero()))
                .stream()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void theApplicationRoleWithoutATenantSeesNothing(Service service) throws SQLException {
        ServiceDatabase database = SystemStack.running().database(service);
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            List<String> tables = tenantTables(connection);
            assertThat(tables).hasSizeGreaterThanOrEqualTo(3);
            for (String table : tables) {
                assertThat(rows(connection, table)).as(table).isZero();
            }
        }
    }

    private static Answer mute(String rule) {
        return foreigner.post(
                Service.DETECTION,
                "/api/v1/detections/rules/" + rule + "/suppressions",
                "{\"reason\":\"r\",\"criteria\":{\"host\":\"a\"},\"ends_at\":\"2099-01-01T00:00:00Z\"}");
    }

    private static Answer promote(String id, String body) {
        return foreigner.post(Service.PROMOTION, "/api/v1/siem/logs/" + id + "/promote", body);
    }

    private static void answersAlike(Operation operation) {
        String random = UUID.randomUUID().toString();
        Answer foreign = operation.call().apply(operation.id());
        Answer unknown = operation.call().apply(random);
        assertThat(foreign.problem(404).toString().replace(operation.id(), "ID"))
                .isEqualTo(unknown.problem(404).toString().replace(random, "ID"));
    }

    private static void empty(Service service, String path) {
        assertThat(foreigner.get(service, path).expect(200).path("items")).isEmpty();
    }

    private static List<String> tenantTables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                                + " where c.relkind in ('r', 'p') and a.attname = 'tenant_id' order by 1")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    /** Rows that the role sees; a table that it may not read at all shows none. */
    private static long rows(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from " + table)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("42501");
            return 0;
        }
    }
}
