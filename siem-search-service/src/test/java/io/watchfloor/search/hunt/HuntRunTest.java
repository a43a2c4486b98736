package io.watchfloor.search.hunt;

import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.Api.search;
import static io.watchfloor.search.hunt.HuntUser.HUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class HuntRunTest {
    private final Instant now = Clock.systemUTC().instant();

    @Test
    void aRunAnswersTheMatchesAndTheCounters() {
        HuntUser ana = new HuntUser("hunt-run", "ana", List.of(), "hunter");
        ingest(
                "hunt-run",
                IntStream.range(0, 7)
                        .mapToObj(i -> event("root", "web-1", "high", i))
                        .toArray(String[]::new));
        ingest("hunt-run", event("root", "web-1", "low", 9), event("root", "web-10", "high", 9));
        found("hunt-run", "*", 9);
        String id = ana.creates(
                "{\"name\":\"n\",\"query\":\"user:root OR user:toor\",\"severity\":\"high\",\"host\":\"WEB-1\",\"source\":\"app\"}");
        JsonPath first = ana.asks()
                .body("{\"max_results\":3}")
                .post(HUNTS + "/" + id + "/run")
                .then()
                .statusCode(200)
                .body("count", equalTo(3))
                .body("events", hasSize(3))
                .body("total.value", equalTo(7))
                .body("total.relation", equalTo("eq"))
                .body("last_match_count", equalTo(7))
                .body("last_match_relation", equalTo("eq"))
                .body("run_count", equalTo(1))
                .body("time_range", equalTo("24h"))
                .extract()
                .jsonPath();
        assertThat(Instant.parse(first.getString("last_run_at"))).isAfterOrEqualTo(now);
        search(
                        "hunt-run",
                        Map.of(
                                "query", first.getString("query"),
                                "source", first.getString("source"),
                                "time_range", first.getString("time_range"),
                                "cursor", first.getString("next_cursor")))
                .statusCode(200)
                .body("count", equalTo(4));
        ingest("hunt-run", event("toor", "web-1", "high", 0));
        found("hunt-run", "*", 10);
        ana.run(id).statusCode(200).body("last_match_count", equalTo(8)).body("run_count", equalTo(2));
        ana.get(id)
                .body("last_match_count", equalTo(8))
                .body("run_count", equalTo(2))
                .body("version", equalTo(1));
        ana.asks()
                .get(HUNTS + "/" + id + "/runs")
                .then()
                .body("items.match_count", contains(8, 7))
                .body("items[0].trigger_mode", equalTo("manual"))
                .body("items[0].status", equalTo("succeeded"))
                .body("items[0].run_by", equalTo("ana"))
                .body("items[0].sample_log_ids", hasSize(8))
                .body("items[0].duration_ms", greaterThanOrEqualTo(0))
                .body("items[1].sample_log_ids", hasSize(3));
    }

    @Test
    void aRunLooksAtTheTimeThatIsAskedFor() {
        HuntUser ana = new HuntUser("hunt-time", "ana", List.of(), "hunter");
        ingest("hunt-time", event("u", "h", "low", 60), event("u", "h", "low", 3_000), event("u", "h", "low", 90_000));
        found("hunt-time", "*", 3);
        String id = ana.creates("{\"name\":\"n\",\"query\":\"user:u\",\"time_range\":\"1h\"}");
        ana.run(id).body("total.value", equalTo(2)).body("time_range", equalTo("1h"));
        runs(ana, id, "{\"time_range\":\"5m\"}", 1);
        runs(ana, id, "{\"from\":\"" + now.minusSeconds(100_000) + "\"}", 3);
        runs(ana, id, "{\"from\":\"" + now.minusSeconds(100_000) + "\",\"to\":\"" + now.minusSeconds(3_600) + "\"}", 1);
    }

    private static void runs(HuntUser user, String id, String body, int matches) {
        user.asks()
                .body(body)
                .post(HUNTS + "/" + id + "/run")
                .then()
                .statusCode(200)
                .body("last_match_count", equalTo(matches));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"time_range\":\"5x\"}|/time_range",
                "{\"from\":\"yesterday\"}|/from",
                "{\"to\":\"2026-01-01T00:00:00Z\"}|/from",
                "{\"time_range\":\"1h\",\"from\":\"2026-01-01T00:00:00Z\"}|/time_range",
                "{\"max_results\":0}|/max_results",
                "{\"query\":\"*\"}|/query",
                "{\"sequence_up_to\":{}}|/sequence_up_to",
            })
    void aSenselessRunIsRefusedAndLeavesNoRecord(String body, String pointer) {
        HuntUser ana = new HuntUser("hunt-senseless", "ana", List.of(), "hunter");
        String id = ana.createsWith("\"tags\":[]");
        ana.asks()
                .body(body)
                .post(HUNTS + "/" + id + "/run")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        ana.asks().get(HUNTS + "/" + id + "/runs").then().body("items", empty());
        ana.get(id).body("last_run_at", nullValue()).body("run_count", equalTo(0));
    }

    @Test
    void aRunThatFailsSaysSoAndLeavesTheCount() {
        HuntUser ana = new HuntUser("hunt-fail", "ana", List.of(), "hunter");
        ingest("hunt-fail", event("u", "h", "low", 1));
        found("hunt-fail", "*", 1);
        String id = ana.createsWith("\"tags\":[]");
        ana.run(id).statusCode(200).body("last_match_count", equalTo(1));
        insertUnreadableBlock("hunt-fail");
        ana.run(id).statusCode(500);
        ana.asks()
                .get(HUNTS + "/" + id + "/runs")
                .then()
                .body("items.status", contains("failed", "succeeded"))
                .body("items[0].error", equalTo("CorruptBlockException"))
                .body("items[0].match_count", equalTo(0));
        ana.get(id).body("run_count", equalTo(2));
        ana.get(id).body("last_match_count", equalTo(1));
    }

    @Test
    void runsHavePagesAndAnAuditRecordEach() {
        HuntUser ana = new HuntUser("hunt-pages", "ana", List.of(), "hunter");
        String id = ana.createsWith("\"tags\":[]");
        for (int i = 0; i < 5; i++) {
            ana.run(id).statusCode(200);
        }
        List<String> read = new ArrayList<>();
        JsonPath page = ana.asks()
                .queryParam("limit", 2)
                .get(HUNTS + "/" + id + "/runs")
                .jsonPath();
        while (page.getString("next_cursor") != null) {
            read.addAll(page.getList("items.run_id"));
            page = ana.asks()
                    .queryParam("limit", 2)
                    .queryParam("cursor", page.getString("next_cursor"))
                    .get(HUNTS + "/" + id + "/runs")
                    .jsonPath();
        }
        read.addAll(page.getList("items.run_id"));
        assertThat(read).hasSize(5).doesNotHaveDuplicates();
        List<AuditRecord> records = HuntResourceTest.audit(id, 6);
        assertThat(records)
                .extracting(AuditRecord::action)
                .filteredOn("hunt.run"::equals)
                .hasSize(5);
        assertThat(records.getLast().details())
                .containsEntry("trigger_mode", "manual")
                .containsEntry("status", "succeeded")
                .containsEntry("match_count", "0");
        ana.delete(id).statusCode(204);
        assertThat(DatabaseProbe.query("hunt-pages", "select 1 from siem_hunt_runs"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"brute-force-review", "powershell-execution", "exfiltration-sweep"})
    void aTemplateFindsItsSampleAndNotWhatIsUsual(String template) {
        String tenant = "t-" + template;
        HuntUser ana = new HuntUser(tenant, "ana", List.of(), "hunter");
        JsonPath read =
                ana.asks().get("/api/v1/siem/hunt-templates/" + template).jsonPath();
        ingest(
                tenant,
                read.getString("sample"),
                "{\"event_type\":\"auth_success\",\"user\":\"ann\",\"result\":\"success\"}",
                "{\"event_type\":\"process_start\",\"process.name\":\"bash\",\"process.command_line\":\"bash -l\"}",
                "{\"event_type\":\"connection\",\"destination.ip\":\"10.1.1.1\",\"source.bytes\":734003200}",
                "{\"event_type\":\"connection\",\"destination.ip\":\"198.51.100.24\",\"source.bytes\":73}");
        found(tenant, "*", 5);
        String id = ana.creates("{\"template_id\":\"" + template + "\"}");
        ana.run(id).statusCode(200).body("last_match_count", equalTo(1));
        ana.asks().get(HUNTS).then().body("items.template_id", hasItem(template));
    }

    private void insertUnreadableBlock(String tenant) {
        String sql = """
                insert into event_block (tenant_id, source, dataset, min_time, max_time, row_count, per_minute,
                                         seq_partition, seq_first, seq_last, directory, data)
                select current_setting('app.tenant'), 'app', 'app', ?, ?, 1, '{}', array_agg(p), array_agg(0), array_agg(0),
                       'unreadable', '' from generate_series(0, 99) p
                """;
        assertThat(DatabaseProbe.query(tenant, sql, now.toEpochMilli(), now.toEpochMilli()))
                .isEmpty();
    }

    private String event(String user, String host, String severity, int secondsAgo) {
        return "{\"timestamp\":\"" + now.minusSeconds(secondsAgo) + "\",\"user\":\"" + user + "\",\"host\":\"" + host
                + "\",\"severity\":\"" + severity + "\"}";
    }
}
