package io.watchfloor.search.ingest;

import static io.restassured.RestAssured.given;
import static io.watchfloor.search.Api.LOGS;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class LogIntakeResourceTest {
    @Test
    void anObjectIsTakenAndFoundWithItsTypes() {
        Response answer = as("acme", "service")
                .contentType("application/json")
                .body("{\"event_type\":\"auth_failure\",\"user\":\"one-object\",\"user_id\":42,\"mfa_verified\":false}")
                .post(LOGS);
        answer.then()
                .statusCode(200)
                .body("accepted", equalTo(1), "rejected", equalTo(0), "items[0].status", equalTo("accepted"));
        JsonPath event = found("acme", "user:one-object", 1);
        assertThat(event.getString("events[0].'event.id'")).isEqualTo(answer.path("items[0].id"));
        assertThat((Integer) event.get("events[0].'user.id'")).isEqualTo(42);
        assertThat((Boolean) event.get("events[0].mfa_verified")).isFalse();
        assertThat(event.getString("events[0].'watchfloor.tenant'")).isEqualTo("acme");
        assertThat(event.getString("events[0].'watchfloor.sequence'")).isNull();
    }

    @Test
    void aWindowsEventIsKnownByItsShape() {
        ingest("acme", """
                {"Event": {"System": {"Provider": {"#attributes": {"Name": "Microsoft-Windows-Security-Auditing"}},
                 "EventID": 4625, "Channel": "Security", "Computer": "WS07",
                 "TimeCreated": {"#attributes": {"SystemTime": "2026-01-02T03:04:05.6789Z"}}},
                 "EventData": {"TargetUserName": "windows-shape", "LogonType": 3, "IpAddress": "203.0.113.9"}}}
                """.replace("\n", " ").strip());
        JsonPath event = found("acme", "watchfloor.source:windows AND user:windows-shape AND result:failure", 1);
        assertThat(event.getString("events[0].'winlog.event_data.LogonType'")).isEqualTo("3");
        assertThat(event.getString("events[0].'@timestamp'")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void theSameNdjsonTwiceIsStoredOnce() {
        String[] lines = {
            "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"user\":\"twice\",\"n\":1}",
            "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"user\":\"twice\",\"n\":1}",
            "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"user\":\"twice\",\"n\":2}"
        };
        List<String> first = ingest("acme", lines);
        assertThat(ingest("acme", lines)).isEqualTo(first).doesNotHaveDuplicates();
        ingest("acme", "{\"user\":\"after-twice\"}");
        found("acme", "user:after-twice", 1);
        found("acme", "user:twice", 3);
    }

    @Test
    void aBrokenLineIsRejectedAloneWith207() {
        as("acme", "analyst")
                .contentType("application/x-ndjson")
                .body("{\"user\":\"mixed\"}\nnot json\n{\"user\":\"mixed\",\"n\":2}".getBytes(StandardCharsets.UTF_8))
                .post(LOGS)
                .then()
                .statusCode(207)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(1))
                .body("items[1].status", equalTo("rejected"))
                .body("items[1].error.code", equalTo("syntax"))
                .body("items[1].error.message", containsString("line 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\" 1}|400|urn:watchfloor:problem:malformed-json",
                "[1,2]|400|urn:watchfloor:problem:invalid-request",
                "''|400|urn:watchfloor:problem:invalid-request"
            })
    void whatCannotBeReadIsAProblem(String body, int status, String type) {
        as("acme", "analyst")
                .contentType("application/json")
                .body(body)
                .post(LOGS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(type), "errors[0].pointer", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void gzipIsTakenAndABombIsNot() throws IOException {
        gzipped("{\"user\":\"zipped\"}".getBytes(StandardCharsets.UTF_8)).then().statusCode(200);
        found("acme", "user:zipped", 1);
        gzipped(new byte[5_000_000]).then().statusCode(413).contentType("application/problem+json");
        as("acme", "analyst")
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body("{}")
                .post(LOGS)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("invalid_gzip"));
    }

    @Test
    void tooManyLogsAreRefused() {
        as("acme", "analyst")
                .contentType("application/x-ndjson")
                .body("{}\n".repeat(51).getBytes(StandardCharsets.UTF_8))
                .post(LOGS)
                .then()
                .statusCode(413);
    }

    @Test
    void theSourceIsCheckedAndKept() {
        as("acme", "analyst")
                .contentType("application/json")
                .body("{\"user\":\"sourced\"}")
                .post(LOGS + "?source=wazuh")
                .then()
                .statusCode(200);
        assertThat(found("acme", "user:sourced AND watchfloor.source:wazuh", 1).getInt("count"))
                .isEqualTo(1);
        as("acme", "analyst")
                .contentType("application/json")
                .body("{}")
                .post(LOGS + "?source=nosuch")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?source"), "errors[0].message", containsString("wazuh"));
        as("acme", "analyst")
                .contentType("application/json")
                .body("{}")
                .post(LOGS + "?sauce=wazuh")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?sauce"));
    }

    @Test
    void rolesAreChecked() {
        given().contentType("application/json")
                .body("{}")
                .post(LOGS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        as("acme", "viewer")
                .contentType("application/json")
                .body("{}")
                .post(LOGS)
                .then()
                .statusCode(403);
        given().header("Authorization", Tokens.bearerWithoutTenant("ana", "analyst"))
                .contentType("application/json")
                .body("{}")
                .post(LOGS)
                .then()
                .statusCode(403);
    }

    @Test
    void anIngestKeySendsLogsOfItsTenantUntilRevoked() {
        JsonPath key = as("acme", "admin")
                .contentType("application/json")
                .body(Map.of("name", "shipper 1"))
                .post("/api/v1/siem/ingest-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String secret = key.getString("key");
        assertThat(secret).startsWith("wfk_acme_");
        given().header("Authorization", "Bearer " + secret)
                .contentType("application/json")
                .body("{\"user\":\"by-key\",\"watchfloor.tenant\":\"globex\"}")
                .post(LOGS)
                .then()
                .statusCode(200);
        given().header("X-Ingest-Key", secret)
                .contentType("application/json")
                .body("{\"user\":\"by-key\",\"n\":2}")
                .post(LOGS)
                .then()
                .statusCode(200);
        found("acme", "user:by-key", 2);
        given().header("X-Ingest-Key", secret)
                .get("/api/v1/siem/search?query=*")
                .then()
                .statusCode(403);
        for (String wrong :
                List.of("wfk_acme_wrong", "wfk_globex_" + secret.substring(9), "wfk_", "wfk_acme", "wfk_ACME_x")) {
            given().header("Authorization", "Bearer " + wrong)
                    .contentType("application/json")
                    .body("{}")
                    .post(LOGS)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
        as("acme", "admin")
                .get("/api/v1/siem/ingest-keys")
                .then()
                .statusCode(200)
                .body("items.find { it.name == 'shipper 1' }.key", org.hamcrest.Matchers.nullValue());
        as("globex", "admin").get("/api/v1/siem/ingest-keys").then().body("items", hasSize(0));
        as("globex", "admin")
                .delete("/api/v1/siem/ingest-keys/" + key.getString("id"))
                .then()
                .statusCode(404);
        as("acme", "analyst").get("/api/v1/siem/ingest-keys").then().statusCode(403);
        as("acme", "admin")
                .delete("/api/v1/siem/ingest-keys/" + key.getString("id"))
                .then()
                .statusCode(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> given().header("X-Ingest-Key", secret)
                        .contentType("application/json")
                        .body("{\"user\":\"revoked\"}")
                        .post(LOGS)
                        .then()
                        .statusCode(401));
    }

    @Test
    void anIngestKeyNeedsAName() {
        as("acme", "admin")
                .contentType("application/json")
                .body("{\"name\":\" \"}")
                .post("/api/v1/siem/ingest-keys")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
        as("acme", "admin")
                .contentType("application/json")
                .body("{\"name\":\"x\",\"nope\":1}")
                .post("/api/v1/siem/ingest-keys")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/nope"));
        as("acme", "admin")
                .contentType("application/json")
                .post("/api/v1/siem/ingest-keys")
                .then()
                .statusCode(400);
    }

    @Test
    void aPoisonMessageEndsInTheDeadLetterTopicAndTheNextIsStored() {
        KafkaProbe.send(
                new ProducerRecord<>("siem.events.v1", 0, "acme|x", "no envelope".getBytes(StandardCharsets.UTF_8)));
        KafkaProbe.send("siem.events.v1", "acme|x", "not-an-event", "soc.event.ingested.v1", "acme", Map.of("a", 1));
        ingest("acme", "{\"user\":\"after-poison\",\"host\":\"x\"}");
        found("acme", "user:after-poison", 1);
        assertThat(KafkaProbe.read("siem.events.v1.dlq", Duration.ofSeconds(20), read -> read.size() >= 2))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theDatabaseShowsTheApplicationRoleNothingWithoutATenant() {
        ingest("acme", "{\"user\":\"isolated\"}");
        found("acme", "user:isolated", 1);
        assertThat(DatabaseProbe.tenantTables()).contains("event_block", "ingest_key", "outbox", "inbox");
        for (String table : List.of("event_block", "ingest_key")) {
            assertThat(DatabaseProbe.query(null, "select 1 from " + table)).isEmpty();
        }
        assertThat(DatabaseProbe.query("globex", "select 1 from event_block where tenant_id = 'acme'"))
                .isEmpty();
        assertThat(DatabaseProbe.query("acme", "select 1 from event_block limit 1"))
                .isNotEmpty();
    }

    private static Response gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return as("acme", "analyst")
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(bytes.toByteArray())
                .post(LOGS);
    }
}
