package io.watchfloor.detection.suppression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class SuppressionResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RULES = "/api/v1/detections/rules";

    private String tenant;
    private String suppressions;

    @BeforeEach
    void aRule() {
        tenant = "t-" + UUID.randomUUID();
        String rule = as("admin")
                .body("{\"name\":\"r\",\"rule_type\":\"query\",\"query\":\"user:root\"}")
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
        suppressions = RULES + "/" + rule + "/suppressions";
    }

    @Test
    void aSuppressionIsStoredAnnouncedAndAudited() {
        Instant end = Instant.now().plusSeconds(3_600);
        String id = as("detection_engineer")
                .body("""
                        {"name":"Patch night","reason":"Maintenance","criteria":{"host":{"glob":"web-*"},"severity":{"gte":"LOW"}},
                         "ends_at":"%s"}
                        """.formatted(end))
                .post(suppressions)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("active", equalTo(true))
                .body("scope", equalTo("criteria"))
                .body("criteria.host.glob", equalTo("web-*"))
                .body("starts_at", notNullValue())
                .body("created_by", equalTo("ana"))
                .body("hit_count", equalTo(0))
                .body("last_hit_at", nullValue())
                .body("revoked_at", nullValue())
                .extract()
                .path("id");

        Suppression announced = announced(id, 1);
        assertThat(announced.tenantId()).isEqualTo(tenant);
        assertThat(announced.isActiveAt(end.minusSeconds(1))).isTrue();
        assertThat(announced.isActiveAt(end)).isFalse();
        assertThat(announced.reason()).isEqualTo("Maintenance");
        assertThat(audited(id, 1)).containsExactly("suppression.created");
        as("viewer").get(suppressions + "/" + id).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void aSuppressionIsChangedByMergePatchAndOnlyInItsPresentVersion() {
        String id = create("{\"host\":\"web-1\"}");
        as("admin")
                .header("If-Match", "\"1\"")
                .body("{\"reason\":\"longer\",\"criteria\":{\"host\":null,\"user\":[\"a\",\"b\"]},\"ends_at\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofDays(2))))
                .patch(suppressions + "/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("criteria", equalTo(java.util.Map.of("user", List.of("a", "b"))));
        assertThat(announced(id, 2).reason()).isEqualTo("longer");
        as("admin")
                .header("If-Match", "\"1\"")
                .body("{\"reason\":\"x\"}")
                .patch(suppressions + "/" + id)
                .then()
                .statusCode(412);
        as("admin")
                .body("{\"reason\":null}")
                .patch(suppressions + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        as("admin").body("{\"hits\":1}").patch(suppressions + "/" + id).then().statusCode(400);
    }

    @Test
    void aRevokedSuppressionIsKeptAndStaysAsItIs() {
        String id = create("{\"host\":\"web-1\"}");
        for (int i = 0; i < 2; i++) {
            as("detection_engineer")
                    .delete(suppressions + "/" + id)
                    .then()
                    .statusCode(200)
                    .body("active", equalTo(false))
                    .body("version", equalTo(2))
                    .body("revoked_by", equalTo("ana"));
        }
        assertThat(announced(id, 2).revokedAt()).isNotNull();
        assertThat(audited(id, 2)).containsExactly("suppression.created", "suppression.revoked");
        as("admin")
                .body("{\"reason\":\"again\"}")
                .patch(suppressions + "/" + id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:watchfloor:problem:suppression-revoked"));
        as("viewer").get(suppressions + "/" + id).then().statusCode(200).body("revoked_at", notNullValue());
    }

    @Test
    void theListIsPagedAndCanBeOfTheActiveOnesAlone() {
        String active = create("{\"host\":\"a\"}");
        String revoked = create("{\"host\":\"b\"}");
        as("admin").delete(suppressions + "/" + revoked).then().statusCode(200);
        String over = as("admin")
                .body("{\"reason\":\"r\",\"criteria\":{\"host\":\"c\"},\"starts_at\":\"2026-01-01T00:00:00Z\","
                        + "\"ends_at\":\"2026-01-02T00:00:00Z\"}")
                .post(suppressions)
                .then()
                .statusCode(201)
                .body("active", equalTo(false))
                .extract()
                .path("id");
        as("viewer").get(suppressions + "?active=true").then().body("items.id", contains(active));
        as("viewer").get(suppressions + "?active=false").then().body("items.id", contains(over, revoked));
        String cursor = as("viewer")
                .get(suppressions + "?limit=2")
                .then()
                .body("items.id", contains(over, revoked))
                .extract()
                .path("next_cursor");
        as("viewer")
                .get(suppressions + "?limit=2&cursor=" + cursor)
                .then()
                .body("items.id", contains(active))
                .body("next_cursor", nullValue());
        as("viewer").get(suppressions + "?active=true&cursor=" + cursor).then().statusCode(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{'reason':'r','ends_at':'2099-01-01T00:00:00Z'} | 400 | /criteria",
                "{'reason':'r','criteria':{},'ends_at':'IN_A_DAY'} | 400 | /criteria",
                "{'reason':'r','scope':'all','criteria':{'host':'a'},'ends_at':'IN_A_DAY'} | 400 | /scope",
                "{'reason':'r','criteria':{'hostname':'a'},'ends_at':'IN_A_DAY'} | 400 | /criteria/hostname",
                "{'reason':'r','criteria':{'host':['a',7,{'glob':1}]},'ends_at':'IN_A_DAY'} | 400 | /criteria/host/2",
                "{'reason':' ','criteria':{'host':'a'},'ends_at':'IN_A_DAY'} | 400 | /reason",
                "{'criteria':{'host':'a'},'ends_at':'IN_A_DAY'} | 400 | /reason",
                "{'reason':'r','criteria':{'host':'a'}} | 400 | /ends_at",
                "{'reason':'r','criteria':{'host':'a'},'ends_at':'tomorrow'} | 400 | /ends_at",
                "{'reason':'r','criteria':{'host':'a'},'ends_at':'2020-01-01T00:00:00Z'} | 422 | /ends_at",
                "{'reason':'r','criteria':{'host':'a'},'starts_at':'2026-01-01T00:00:00Z','ends_at':'2026-01-01T00:00:00Z'} | 422 | /ends_at",
                "{'reason':'r','criteria':{'host':'a'},'starts_at':'2026-01-01T00:00:00Z','ends_at':'2026-04-01T00:00:00.001Z'} | 422 | /ends_at"
            })
    void whatWouldMuteNothingOrTooMuchIsRefused(String body, int status, String pointer) {
        String inADay = Instant.now().plus(Duration.ofDays(1)).toString();
        as("admin")
                .body(body.replace('\'', '"').replace("IN_A_DAY", inADay))
                .post(suppressions)
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));
        as("viewer").get(suppressions).then().body("items", hasSize(0));
    }

    @Test
    void criteriaHaveAGreatestSize() {
        String values = java.util.Collections.nCopies(300, "\"" + "x".repeat(400) + "\"")
                .toString();
        as("admin")
                .body("{\"reason\":\"r\",\"criteria\":{\"host\":%s},\"ends_at\":\"2099-01-01T00:00:00Z\"}"
                        .formatted(values))
                .post(suppressions)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("too_large"));
    }

    @Test
    void ninetyDaysAreNotTooLong() {
        as("admin")
                .body("{\"reason\":\"r\",\"criteria\":{\"host\":\"a\"},\"starts_at\":\"2026-01-01T00:00:00Z\","
                        + "\"ends_at\":\"2026-04-01T00:00:00Z\"}")
                .post(suppressions)
                .then()
                .statusCode(201);
    }

    @Test
    void onlyAnAdministratorMutesAWholeRule() {
        String all = "{\"reason\":\"drill\",\"scope\":\"all\",\"ends_at\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(60));
        as("detection_engineer").body(all).post(suppressions).then().statusCode(403);
        String id = as("admin")
                .body(all)
                .post(suppressions)
                .then()
                .statusCode(201)
                .body("scope", equalTo("all"))
                .body("criteria", equalTo(java.util.Map.of()))
                .extract()
                .path("id");
        assertThat(announced(id, 1).scope()).isEqualTo(Suppression.Scope.ALL);
    }

    @Test
    void whoMayNotWriteIsRefusedAndOthersSeeNothing() {
        String id = create("{\"host\":\"web-1\"}");
        for (String role : List.of("viewer", "analyst", "hunter", "responder")) {
            as(role).body("{}").post(suppressions).then().statusCode(403);
            as(role).body("{}").patch(suppressions + "/" + id).then().statusCode(403);
            as(role).delete(suppressions + "/" + id).then().statusCode(403);
        }
        String other = suppressions.replaceFirst("rules/[^/]+", "rules/" + UUID.randomUUID());
        as("admin").get(other + "/" + id).then().statusCode(404);
        tenant = "globex";
        as("admin").get(suppressions).then().statusCode(404);
        as("admin").get(suppressions + "/" + id).then().statusCode(404);
        as("admin")
                .body("{\"reason\":\"x\"}")
                .patch(suppressions + "/" + id)
                .then()
                .statusCode(404);
        as("admin").delete(suppressions + "/" + id).then().statusCode(404);
        as("admin").get(suppressions + "/" + id + "/hits").then().statusCode(404);
        assertThat(DatabaseProbe.query(null, "select * from suppression")).isEmpty();
    }

    private String create(String criteria) {
        return as("admin")
                .body("{\"reason\":\"r\",\"criteria\":%s,\"ends_at\":\"%s\"}"
                        .formatted(criteria, Instant.now().plusSeconds(600)))
                .post(suppressions)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Suppression announced(String id, int version) {
        String key = tenant + "|" + id;
        return KafkaProbe.read(
                        Topics.SUPPRESSIONS,
                        PATIENCE,
                        read -> read.stream()
                                        .filter(message -> key.equals(message.key()))
                                        .count()
                                >= version)
                .stream()
                .filter(message -> key.equals(message.key()))
                .map(message -> ContractJson.read(message.value(), Suppression.class))
                .filter(suppression -> suppression.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> audited(String id, int atLeast) {
        return KafkaProbe.read(
                        Topics.AUDIT,
                        PATIENCE,
                        read -> read.stream()
                                        .map(message -> ContractJson.read(message.value(), AuditRecord.class))
                                        .filter(entry -> entry.objectId().equals(id))
                                        .count()
                                >= atLeast)
                .stream()
                .map(message -> ContractJson.read(message.value(), AuditRecord.class))
                .filter(entry -> entry.objectId().equals(id))
                .map(AuditRecord::action)
                .toList();
    }

    private RequestSpecification as(String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
