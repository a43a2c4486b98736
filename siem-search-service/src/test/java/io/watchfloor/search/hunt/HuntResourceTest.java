package io.watchfloor.search.hunt;

import static io.watchfloor.search.hunt.HuntUser.HUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class HuntResourceTest {
    private static final HuntUser ANA = new HuntUser("hunts", "ana", List.of(), "hunter");

    @Test
    void whatIsSavedIsReadBack() {
        String body = """
                {"name":"Büro \\"7\\" \\\\ logins","query":"user:adm*  AND\\tNOT source.ip:10.0.0.0/8","source":"windows",
                 "severity":"high","host":"WS-1","time_range":"7d","description":"d\\ne","tags":["a","B"],
                 "sharing_mode":"roles","shared_with_roles":["analyst"]}""";
        JsonPath answer = ANA.tries(body)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", containsString(HUNTS + "/"))
                .extract()
                .jsonPath();
        String id = answer.getString("hunt_id");
        JsonPath read =
                ANA.get(id).statusCode(200).header("ETag", "\"1\"").extract().jsonPath();
        assertThat(read.getMap("")).isEqualTo(answer.getMap(""));
        assertThat(read.getString("name")).isEqualTo("Büro \"7\" \\ logins");
        assertThat(read.getString("query")).isEqualTo("user:adm*  AND\tNOT source.ip:10.0.0.0/8");
        assertThat(read.getString("description")).isEqualTo("d\ne");
        assertThat(read.getList("tags")).containsExactly("a", "B");
        assertThat(read.getString("created_by")).isEqualTo("ana");
        assertThat(read.getBoolean("is_owner")).isTrue();
        assertThat(read.getString("schedule_state")).isEqualTo("off");
        assertThat(read.getLong("run_count")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/name|required",
                "{\"name\":\" \",\"query\":\"*\"}|/name|required",
                "{\"name\":\"n\"}|/query|required",
                "{\"name\":\"n\",\"query\":\"user:(a\"}|/query|syntax",
                "{\"name\":\"n\",\"query\":\"*\",\"source\":\"nosuch\"}|/source|unknown_source",
                "{\"name\":\"n\",\"query\":\"*\",\"severity\":\"loud\"}|/severity|invalid_value",
                "{\"name\":\"n\",\"query\":\"*\",\"host\":\" \"}|/host|required",
                "{\"name\":\"n\",\"query\":\"*\",\"time_range\":\"5x\"}|/time_range|invalid_time_range",
                "{\"name\":\"n\",\"query\":\"*\",\"template_id\":\"nosuch\"}|/template_id|unknown_template",
                "{\"name\":\"n\",\"query\":\"*\",\"schedule_interval_minutes\":0}|/schedule_interval_minutes|",
                "{\"name\":\"n\",\"query\":\"*\",\"schedule_interval_minutes\":43201}|/schedule_interval_minutes|",
                "{\"name\":\"n\",\"query\":\"*\",\"tags\":[\"\"]}|/tags/0|",
                "{\"name\":\"n\",\"query\":\"*\",\"created_by\":\"bob\"}|/created_by|unknown_field",
                "{\"name\":\"n\",\"query\":\"*\",\"sharing_mode\":\"everybody\"}|/sharing_mode|invalid_value",
                "{\"name\":\"n\",\"query\":\"*\",\"sharing_mode\":\"roles\"}|/shared_with_roles|required",
                "{\"name\":\"n\",\"query\":\"*\",\"sharing_mode\":\"roles\",\"shared_with_roles\":[]}|/shared_with_roles|required",
                "{\"name\":\"n\",\"query\":\"*\",\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"hunter\",\"wizard\"]}|/shared_with_roles/1|unknown_role",
                "{\"name\":\"n\",\"query\":\"*\",\"sharing_mode\":\"team\",\"shared_with_roles\":[\"hunter\"]}|/shared_with_roles|conflict",
                "{\"name\":\"n\",\"query\":\"*\",\"shared_with_roles\":[\"hunter\"]}|/shared_with_roles|conflict",
            })
    void aHuntThatMakesNoSenseIsRefusedByField(String body, String pointer, String code) {
        ANA.tries(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", code == null ? notNullValue() : hasItem(code));
    }

    @Test
    void aSyntaxErrorTellsItsPlace() {
        ANA.tries("{\"name\":\"n\",\"query\":\"user:a AND\"}").statusCode(400).body("position", equalTo(10));
        ANA.asks().post(HUNTS).then().statusCode(400);
        ANA.tries("{\"name\":\"n\",\"query\":\"" + "a".repeat(9_000) + "\"}").statusCode(400);
        ANA.tries("{\"name\":\"" + "n".repeat(201) + "\",\"query\":\"*\"}")
                .statusCode(400)
                .body("errors.pointer", hasItem("/name"));
    }

    @Test
    void aPatchChangesWhatMayChangeAndRefusesTheRest() {
        String id = ANA.createsWith("\"description\":\"old\",\"tags\":[\"x\"]");
        ANA.patch(id, "{\"description\":null,\"tags\":[\"y\",\"z\"],\"sharing_mode\":\"team\"}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("description", nullValue())
                .body("tags", contains("y", "z"))
                .body("sharing_mode", equalTo("team"))
                .body("query", equalTo("*"));
        ANA.patch(id, "{\"sharing_mode\":null,\"tags\":null}")
                .statusCode(200)
                .body("sharing_mode", equalTo("private"))
                .body("tags", empty());
        ANA.patch(id, "{\"tags\":[\"" + "t".repeat(65) + "\"]}").statusCode(400);
        ANA.patch(id, "{\"tags\":\"text\"}").statusCode(400).body("errors[0].pointer", equalTo("/tags"));
        ANA.patch(id, "{\"sharing_mode\":\"roles\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/shared_with_roles"));
        ANA.get(id).body("version", equalTo(3)).body("tags", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "query",
                "source",
                "severity",
                "host",
                "time_range",
                "schedule_enabled",
                "schedule_interval_minutes",
                "template_id",
                "created_by",
                "is_owner",
                "last_match_count",
                "colour"
            })
    void everyOtherFieldIsRefusedNotIgnored(String field) {
        String id = ANA.createsWith("\"tags\":[]");
        ANA.patch(id, "{\"" + field + "\":\"high\",\"description\":\"new\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + field));
        ANA.get(id).body("version", equalTo(1)).body("description", nullValue());
    }

    @Test
    void aStaleChangeIsRefused() {
        String id = ANA.createsWith("\"tags\":[]");
        ANA.asks()
                .header("If-Match", "\"1\"")
                .body("{\"tags\":[\"one\"]}")
                .patch(HUNTS + "/" + id)
                .then()
                .statusCode(200);
        for (String stale : List.of("\"1\"", "\"7\"", "W/\"2\"", "nonsense")) {
            ANA.asks()
                    .header("If-Match", stale)
                    .body("{\"tags\":[\"two\"]}")
                    .patch(HUNTS + "/" + id)
                    .then()
                    .statusCode(412);
            ANA.asks().header("If-Match", stale).delete(HUNTS + "/" + id).then().statusCode(412);
            ANA.asks()
                    .header("If-Match", stale)
                    .body("{\"schedule_enabled\":true}")
                    .put(HUNTS + "/" + id + "/schedule")
                    .then()
                    .statusCode(412);
        }
        ANA.asks().header("If-Match", "*").delete(HUNTS + "/" + id).then().statusCode(204);
        ANA.get(id).statusCode(404);
        ANA.delete(id).statusCode(404);
    }

    @Test
    void aScheduleIsSetChangedAndTakenAway() {
        String id = ANA.createsWith("\"schedule_enabled\":true,\"schedule_interval_minutes\":30");
        String due = ANA.get(id)
                .body("schedule_enabled", equalTo(true))
                .body("schedule_interval_minutes", equalTo(30))
                .body("schedule_state", equalTo("active"))
                .body("next_run_at", notNullValue())
                .extract()
                .path("next_run_at");
        ANA.schedule(id, "{\"schedule_enabled\":true}")
                .statusCode(200)
                .body("next_run_at", equalTo(due))
                .body("schedule_interval_minutes", equalTo(30))
                .header("ETag", "\"2\"");
        ANA.schedule(id, "{\"schedule_enabled\":false}")
                .body("schedule_state", equalTo("off"))
                .body("next_run_at", nullValue());
        ANA.schedule(id, "{\"schedule_enabled\":true,\"schedule_interval_minutes\":5}")
                .body("schedule_interval_minutes", equalTo(5))
                .body("next_run_at", notNullValue());
        ANA.schedule(id, "{\"schedule_enabled\":true,\"schedule_interval_minutes\":0}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/schedule_interval_minutes"));
        ANA.schedule(id, "{}").statusCode(400).body("errors[0].pointer", equalTo("/schedule_enabled"));
    }

    @Test
    void listsHavePagesAndFilters() {
        HuntUser lister = new HuntUser("hunt-list", "lou", List.of(), "analyst");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(lister.creates("{\"name\":\"Number " + i + "\",\"query\":\"*\",\"tags\":[\"Tag" + (i % 2)
                    + "\"],\"schedule_enabled\":" + (i == 4) + "}"));
        }
        List<String> read = new ArrayList<>();
        JsonPath page = lister.asks().queryParam("limit", 2).get(HUNTS).jsonPath();
        while (true) {
            read.addAll(page.getList("items.hunt_id"));
            String cursor = page.getString("next_cursor");
            if (cursor == null) {
                break;
            }
            page = lister.asks()
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get(HUNTS)
                    .jsonPath();
        }
        assertThat(read).isEqualTo(ids);
        filtered(lister, "tag", "tag1", 2);
        filtered(lister, "name", "BER 3", 1);
        filtered(lister, "schedule_enabled", "true", 1);
        filtered(lister, "is_owner", "false", 0);
        filtered(lister, "sharing_mode", "private", 5);
        lister.asks().queryParam("sharing_mode", "public").get(HUNTS).then().statusCode(400);
        lister.asks().queryParam("limit", 201).get(HUNTS).then().statusCode(400);
        lister.asks().queryParam("cursor", "x").get(HUNTS).then().statusCode(400);
        lister.asks().queryParam("colour", "x").get(HUNTS).then().statusCode(400);
    }

    private static void filtered(HuntUser user, String parameter, String value, int size) {
        user.asks()
                .queryParam(parameter, value)
                .get(HUNTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(size));
    }

    @Test
    void theSameRequestAgainMakesNoSecondHunt() {
        HuntUser retrying = new HuntUser("hunt-keys", "rae", List.of(), "analyst");
        String body = "{\"name\":\"n\",\"query\":\"*\"}";
        String first = keyed(retrying, "k1", body)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("hunt_id");
        keyed(retrying, "k1", body)
                .header("Idempotency-Replayed", "true")
                .header("Location", containsString(first))
                .body("hunt_id", equalTo(first));
        retrying.asks()
                .header("Idempotency-Key", "k1")
                .body(body.replace("*", "a"))
                .post(HUNTS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("Idempotency-Key"));
        keyed(new HuntUser("hunt-keys", "sue", List.of(), "analyst"), "k1", body)
                .body("hunt_id", not(equalTo(first)));
        keyed(retrying, "k2", body).body("hunt_id", not(equalTo(first)));
        List<String> ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> keyed(retrying, "k3", body).extract().<String>path("hunt_id"))
                .toList();
        assertThat(ids).containsOnly(ids.getFirst());
    }

    private static ValidatableResponse keyed(HuntUser user, String key, String body) {
        return user.asks()
                .header("Idempotency-Key", key)
                .body(body)
                .post(HUNTS)
                .then()
                .statusCode(201);
    }

    @Test
    void aUserHasSoManyHuntsAndNoMore() {
        HuntUser collector = new HuntUser("hunt-limit", "col", List.of(), "analyst");
        for (int i = 0; i < 60; i++) {
            collector.createsWith("\"tags\":[]");
        }
        collector.tries("{\"name\":\"n\",\"query\":\"*\"}").statusCode(409);
        new HuntUser("hunt-limit", "dan", List.of(), "analyst").createsWith("\"tags\":[]");
    }

    @Test
    void templatesAreListedAndMakeHunts() {
        JsonPath templates = ANA.asks().get("/api/v1/siem/hunt-templates").jsonPath();
        assertThat(templates.getList("items.template_id"))
                .containsExactly("brute-force-review", "powershell-execution", "exfiltration-sweep");
        ANA.tries("{\"template_id\":\"powershell-execution\",\"host\":\"WS-1\",\"name\":\"Mine\"}")
                .statusCode(201)
                .body("name", equalTo("Mine"))
                .body("query", equalTo(templates.getString("items[1].query")))
                .body("template_id", equalTo("powershell-execution"))
                .body("tags", hasItem("powershell"))
                .body("sharing_mode", equalTo("private"));
        ANA.asks()
                .get("/api/v1/siem/hunt-templates/exfiltration-sweep")
                .then()
                .statusCode(200)
                .body("mitre_techniques", hasItem("T1048"));
        ANA.asks().get("/api/v1/siem/hunt-templates/nosuch").then().statusCode(404);
    }

    @Test
    void everyChangeLeavesOneAuditRecord() {
        HuntUser audited = new HuntUser("hunt-audit", "ada", List.of(), "analyst");
        String id = audited.createsWith("\"tags\":[]");
        audited.patch(id, "{\"tags\":[\"t\"]}").statusCode(200);
        audited.patch(id, "{\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"hunter\"]}")
                .statusCode(200);
        audited.schedule(id, "{\"schedule_enabled\":true}").statusCode(200);
        audited.delete(id).statusCode(204);
        List<AuditRecord> records = audit(id, 5);
        assertThat(records)
                .extracting(AuditRecord::action)
                .containsExactly("hunt.created", "hunt.changed", "hunt.shared", "hunt.scheduled", "hunt.deleted");
        assertThat(records).extracting(AuditRecord::actor).containsOnly("ada");
        assertThat(records.get(1).details()).containsEntry("changed", "tags").containsEntry("version_after", "2");
        assertThat(records.get(2).details())
                .containsEntry("sharing_before", "private")
                .containsEntry("sharing_after", "roles:hunter");
    }

    static List<AuditRecord> audit(String hunt, int atLeast) {
        List<AuditRecord> found = new ArrayList<>();
        assertThat(KafkaProbe.read(Topics.AUDIT, Duration.ofSeconds(20), read -> {
                    found.clear();
                    read.stream()
                            .map(message -> ContractJson.read(message.value(), AuditRecord.class))
                            .filter(entry -> entry.objectId().equals(hunt))
                            .forEach(found::add);
                    return found.size() >= atLeast;
                }))
                .isNotEmpty();
        return found;
    }

    @Test
    void anotherTenantsHuntIsAsIfItNeverWas() {
        String id = ANA.createsWith("\"sharing_mode\":\"roles\",\"shared_with_roles\":[\"hunter\"]");
        HuntUser foreigner = new HuntUser("hunts-b", "ana", List.of(), "hunter", "admin");
        String random = new UUID(1, id.hashCode()).toString();
        assertThat(foreigner.get(id).statusCode(404).extract().asString().replace(id, "ID"))
                .isEqualTo(foreigner
                        .get(random)
                        .statusCode(404)
                        .extract()
                        .asString()
                        .replace(random, "ID"));
        foreigner.patch(id, "{\"tags\":[]}").statusCode(404);
        foreigner.schedule(id, "{\"schedule_enabled\":true}").statusCode(404);
        foreigner.delete(id).statusCode(404);
        foreigner.asks().get(HUNTS).then().body("items", empty());
        foreigner.get("no-id").statusCode(404);
        assertThat(DatabaseProbe.tenantTables()).contains("siem_hunts", "siem_hunt_owners", "siem_hunt_runs");
        for (String table : List.of("siem_hunts", "siem_hunt_owners", "siem_hunt_runs")) {
            assertThat(DatabaseProbe.query(null, "select 1 from " + table)).isEmpty();
            assertThat(DatabaseProbe.query("hunts-b", "select 1 from " + table + " where tenant_id = 'hunts'"))
                    .isEmpty();
        }
        assertThat(DatabaseProbe.query("hunts", "select 1 from siem_hunts")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,403,200",
        "approver,403,200",
        "analyst,201,200",
        "hunter,201,200",
        "detection_engineer,201,200",
        "responder,201,200",
        "admin,201,200",
        "ingest,403,403",
        "Hunter,403,403"
    })
    void rolesDecideWhoSavesAndWhoReads(String role, int save, int read) {
        HuntUser user = new HuntUser("hunt-roles", "u-" + role, List.of(), role);
        user.tries("{\"name\":\"n\",\"query\":\"*\"}").statusCode(save);
        user.asks().get(HUNTS).then().statusCode(read);
    }
}
