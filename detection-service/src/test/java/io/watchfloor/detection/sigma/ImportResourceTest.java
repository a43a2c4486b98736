package io.watchfloor.detection.sigma;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class ImportResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String IMPORT = RULES + "/import";

    @Test
    void aFileBecomesADisabledRuleThatHasItsMetadataFromTheDocument() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Tool is started", "tool.exe"), "")
                .statusCode(200)
                .body("accepted", hasSize(1))
                .body("accepted[0].rule_id", equalTo(id))
                .body("accepted[0].outcome", equalTo("created"))
                .body("accepted[0].enabled", equalTo(false))
                .body("accepted[0].test_status", equalTo("passed"))
                .body("accepted[0].notes", contains(containsString("T9999")))
                .body("counts.created", equalTo(1))
                .body("rejected", empty());
        as("acme", "viewer")
                .get(RULES + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Tool is started"))
                .body("description", equalTo("Somebody starts tool.exe."))
                .body("severity", equalTo("high"))
                .body("tags", hasItem("attack.discovery"))
                .body("mitre_techniques", contains("T1033"))
                .body("rule_type", equalTo("sigma"))
                .body("test_status", equalTo("passed"))
                .body("enabled", equalTo(false))
                .body("version", equalTo(1));
        as("globex", "viewer").get(RULES + "/" + id).then().statusCode(404);
    }

    @Test
    void theSameAgainChangesNothingAndAnotherTextMakesAVersionThatKeepsWhatPeopleSet() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Before", "before.exe"), "").statusCode(200);
        patch("acme", id, "{\"severity\":\"low\",\"enabled\":true}").statusCode(200);
        file("acme", SigmaRules.tested(id, "Before", "before.exe"), "")
                .body("accepted[0].outcome", equalTo("unchanged"));
        file("acme", SigmaRules.tested(id, "After", "after.exe"), "").body("accepted[0].outcome", equalTo("updated"));
        as("acme", "viewer")
                .get(RULES + "/" + id)
                .then()
                .body("version", equalTo(3))
                .body("name", equalTo("After"))
                .body("severity", equalTo("low"))
                .body("enabled", equalTo(true))
                .body("description", equalTo("Somebody starts after.exe."));
    }

    @Test
    void aDryRunStoresNothing() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Dry", "dry.exe"), "?dry_run=true")
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("accepted[0].outcome", equalTo("created"));
        as("acme", "viewer").get(RULES + "/" + id).then().statusCode(404);
    }

    @Test
    void aFileWithOneFaultIsNotTakenAtAllAndTheOthersGoOn() {
        String good = id();
        String withBad = id();
        String broken = SigmaRules.tested(withBad, "Half", "half.exe")
                + "---\ntitle: Broken\nlogsource: {product: windows}\ndetection:\n  sel: {A|sounds_like: x}\n  condition: sel\n";
        files("acme", Map.of("a/broken.yml", broken, "b/good.yml", SigmaRules.tested(good, "Good", "good.exe")), "")
                .statusCode(200)
                .body("accepted.rule_id", contains(good))
                .body("rejected", hasSize(1))
                .body("rejected[0].file", equalTo("a/broken.yml"))
                .body("rejected[0].code", equalTo("unknown_modifier"))
                .body("rejected[0].line", greaterThan(15))
                .body("rejected[0].column", greaterThan(1))
                .body("counts.files", equalTo(2))
                .body("counts.files_rejected", equalTo(1));
        as("acme", "viewer").get(RULES + "/" + withBad).then().statusCode(404);
    }

    @Test
    void whatIsNoRuleOfTheStreamIsRejectedWithItsReason() {
        String twice = id();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("1.yml", SigmaRules.tested(twice, "First", "first.exe"));
        files.put("2.yml", SigmaRules.tested(twice, "Second", "second.exe"));
        files.put("3.yml", SigmaRules.tested(id(), "Nowhere", "x.exe").replace("product: windows", "product: abacus"));
        files.put(
                "4.yml",
                "title: Many\ncorrelation: {type: event_count, rules: [x], timespan: 5m, condition: {gte: 5}}\n");
        files("acme", files, "?dry_run=true")
                .statusCode(200)
                .body("accepted.file", contains("1.yml"))
                .body("rejected.code", contains("duplicate_id", "reference", "logsource"));
    }

    @Test
    void aCorrelationIsOneRuleWithAllThatItStandsOn() {
        String base = id();
        String many = id();
        String correlation = """
                title: Many starts
                id: %s
                level: high
                correlation: {type: event_count, rules: [%s], group-by: [User], timespan: 5m, condition: {gte: 2}}
                test:
                  match:
                    - events:
                      - {at: 0s, rule: %2$s, event: {Image: 'C:\\a\\many.exe', User: ana}}
                      - {at: 9s, rule: %2$s, event: {Image: 'C:\\a\\many.exe', User: ana}}
                  no_match:
                    - events:
                      - {at: 0s, rule: %2$s, event: {Image: 'C:\\a\\many.exe', User: ana}}
                """.formatted(many, base);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a-correlation.yml", correlation);
        files.put("b-base.yml", SigmaRules.tested(base, "Started", "many.exe"));
        files("acme", files, "?enable=true")
                .statusCode(200)
                .body("rejected", hasSize(0))
                .body("accepted.rule_id", contains(many))
                .body("accepted.test_status", contains("passed"))
                .body("accepted.enabled", contains(true));
        as("acme", "viewer").get(RULES + "/" + base).then().statusCode(404);
        as("acme", "viewer")
                .get(RULES + "/" + many)
                .then()
                .statusCode(200)
                .body("name", equalTo("Many starts"))
                .body("severity", equalTo("high"));
        files("acme", files, "?enable=true").statusCode(200).body("accepted.outcome", contains("unchanged"));
    }

    @Test
    void aCorrelationCannotBeScheduled() {
        String text = SigmaRules.untested(id(), "Started", "x.exe").replace("level: high", "name: started\nlevel: high")
                + "---\ntitle: Many\ncorrelation: {type: event_count, rules: [started], timespan: 5m, condition: {gte: 2}}\n";
        as("acme", "detection_engineer")
                .contentType(ContentType.JSON)
                .body(SigmaRules.body(text)
                        .put("schedule_enabled", true)
                        .put("enabled", false)
                        .toString())
                .post(RULES)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/schedule_enabled"));
    }

    @Test
    void onlyRulesWhoseTestsPassAreEnabled() {
        String passing = id();
        String untested = id();
        String failing = id();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("p.yml", SigmaRules.tested(passing, "Passing", "p.exe"));
        files.put("u.yml", SigmaRules.untested(untested, "Untested", "u.exe"));
        files.put("f.yml", SigmaRules.failing(failing, "Failing", "f.exe"));
        files("acme", files, "?enable=true")
                .statusCode(200)
                .body("accepted.enabled", contains(false, true, false))
                .body("accepted.test_status", contains("failed", "passed", "untested"));
        file("acme", SigmaRules.untested(untested, "Untested", "u.exe"), "?enable=true&allow_untested=true")
                .statusCode(403);
        given().header("Authorization", Tokens.bearer("ada", "acme", "admin"))
                .contentType("application/yaml")
                .body(SigmaRules.untested(untested, "Untested", "u.exe").getBytes(StandardCharsets.UTF_8))
                .post(IMPORT + "?enable=true&allow_untested=true")
                .then()
                .statusCode(200)
                .body("accepted.enabled", contains(true))
                .body("accepted.outcome", contains("updated"));
        patch("acme", failing, "{\"enabled\":true}")
                .statusCode(422)
                .body("type", equalTo("urn:watchfloor:problem:rule-tests-failed"))
                .body("errors[0].pointer", equalTo("/sigma"))
                .body("errors[0].message", containsString("line 15"));
    }

    @Test
    void aRunningRuleIsNotReplacedByOneThatFailsItsTests() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Running", "r.exe"), "?enable=true").statusCode(200);
        file("acme", SigmaRules.failing(id, "Running", "r.exe"), "")
                .statusCode(200)
                .body("accepted", empty())
                .body("rejected[0].code", equalTo("test_failed"));
        as("acme", "viewer")
                .get(RULES + "/" + id)
                .then()
                .body("version", equalTo(1))
                .body("enabled", equalTo(true));
    }

    @Test
    void aRuleThatTheCallerDoesNotSeeKeepsItsId() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Mine", "mine.exe"), "").statusCode(200);
        patch("acme", id, "{\"sharing_mode\":\"private\"}").statusCode(200);
        given().header("Authorization", Tokens.bearer("bob", "acme", "detection_engineer"))
                .contentType("application/yaml")
                .body(SigmaRules.tested(id, "Yours", "yours.exe").getBytes(StandardCharsets.UTF_8))
                .post(IMPORT)
                .then()
                .statusCode(200)
                .body("rejected[0].code", equalTo("id_taken"));
    }

    @Test
    void anImportIsAnnouncedAndAuditedPerRule() {
        String id = id();
        file("acme", SigmaRules.tested(id, "Announced", "announced.exe"), "").statusCode(200);
        for (String topic : List.of(Topics.RULES, Topics.AUDIT)) {
            assertThat(KafkaProbe.read(
                            topic,
                            Duration.ofSeconds(20),
                            read -> read.stream().anyMatch(message -> new String(message.value()).contains(id))))
                    .isNotEmpty();
        }
    }

    @Test
    void aLibraryOfTwoThousandFourHundredRulesIsOneRequest() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("LICENSE", "free".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 2_400; i++) {
            String rule = SigmaRules.tested(id(), "Library " + i, "library" + i + ".exe");
            entries.put("rules/windows/" + i + ".yml", rule.getBytes(StandardCharsets.UTF_8));
        }
        zip("library", entries, "?enable=true")
                .statusCode(200)
                .body("counts.created", equalTo(2_400))
                .body("counts.files_ignored", equalTo(1))
                .body("rejected", empty());
        assertThat(DatabaseProbe.query("library", "select count(*) as n from rule where enabled"))
                .extracting(row -> row.get("n").toString())
                .containsExactly("2400");
        zip("library", entries, "").statusCode(200).body("counts.unchanged", equalTo(2_400));
    }

    @Test
    void anArchiveCannotTrickItsReader() {
        byte[] rule = SigmaRules.tested(id(), "Zipped", "zipped.exe").getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../../outside.yml", rule);
        entries.put("/etc/rules.yml", rule);
        entries.put("c:\\rules.yml", rule);
        entries.put("latin.yml", new byte[] {'t', ':', ' ', (byte) 0xe9});
        entries.put("good.yml", rule);
        zip("acme", entries, "?dry_run=true")
                .statusCode(200)
                .body("accepted.file", contains("good.yml"))
                .body("rejected.code", contains("path", "path", "path", "encoding"));
        zip("acme", Map.of("bomb.yml", new byte[20 << 20]), "").statusCode(413);
        Map<String, byte[]> many = new LinkedHashMap<>();
        IntStream.range(0, 10_001).forEach(i -> many.put(i + ".txt", new byte[0]));
        zip("acme", many, "").statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "title: no zip"})
    void whatIsNoZipIsRefused(String body) {
        as("acme", "detection_engineer")
                .contentType("application/zip")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(IMPORT)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void engineersImportAndOthersDoNot() {
        as("acme", "analyst")
                .contentType("application/yaml")
                .body("title: x".getBytes(StandardCharsets.UTF_8))
                .post(IMPORT)
                .then()
                .statusCode(403);
        as("acme", "detection_engineer")
                .contentType("text/plain")
                .body("title: x".getBytes(StandardCharsets.UTF_8))
                .post(IMPORT)
                .then()
                .statusCode(415);
        as("acme", "detection_engineer")
                .contentType(ContentType.JSON)
                .body("[]")
                .post(IMPORT)
                .then()
                .statusCode(400);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static ValidatableResponse file(String tenant, String yaml, String query) {
        return as(tenant, "detection_engineer")
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post(IMPORT + query)
                .then();
    }

    private static ValidatableResponse files(String tenant, Map<String, String> files, String query) {
        List<Map<String, String>> body = new ArrayList<>();
        files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> body.add(Map.of("file_name", file.getKey(), "content", file.getValue())));
        return as(tenant, "detection_engineer")
                .contentType(ContentType.JSON)
                .body(body)
                .post(IMPORT + query)
                .then();
    }

    private static ValidatableResponse zip(String tenant, Map<String, byte[]> entries, String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return as(tenant, "detection_engineer")
                .contentType("application/zip")
                .body(bytes.toByteArray())
                .post(IMPORT + query)
                .then();
    }

    private static ValidatableResponse patch(String tenant, String id, String body) {
        return as(tenant, "detection_engineer")
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(RULES + "/" + id)
                .then();
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role));
    }
}
