package io.watchfloor.search.facet;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.search.SearchProfile;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class FieldResourceTest {
    private static final String FIELDS = SEARCH + "/fields";
    private static final String SUGGEST = SEARCH + "/suggest";

    @Test
    void fieldsOfATimeHaveTheirTypes() {
        ingest("fieldlist", event("ana", ",\"source_ip\":\"10.0.0.1\",\"http.response.bytes\":5"), event("bo", ""));
        found("fieldlist", "*", 2);
        get("fieldlist", FIELDS, Map.of())
                .statusCode(200)
                .body(
                        "fields.name",
                        hasItems("user.name", "source.ip", "http.response.bytes", "@timestamp"),
                        "complete",
                        equalTo(true));
        get("fieldlist", FIELDS, Map.of("prefix", "source."))
                .body(
                        "fields.name",
                        contains("source.ip"),
                        "fields[0].types",
                        contains("ip"),
                        "fields[0].text",
                        equalTo(false));
        get("fieldlist", FIELDS, Map.of("prefix", "http.")).body("fields[0].types", contains("number"));
        get("fieldlist", FIELDS, Map.of("prefix", "@")).body("fields[0].types", contains("time"));
        get("fieldlist", FIELDS, Map.of("size", "1"))
                .body("fields.size()", equalTo(1), "complete", equalTo(false), "reason", equalTo("count"));
        get("fieldlist", FIELDS, Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-01-02T00:00:00Z"))
                .body("fields", empty(), "complete", equalTo(true));
    }

    @Test
    void valuesThatBeginWithATextAreSuggestedMostFrequentFirst() {
        ingest(
                "suggest",
                event("admin", ""),
                event("Administrator", ""),
                event("administrator2", ",\"tags\":[\"blue\",\"black\",\"red\"]"),
                event("admin", ",\"event.code\":4625"),
                event("bo", ",\"event.code\":4624"));
        found("suggest", "*", 5);
        get("suggest", SUGGEST, Map.of("field", "user", "prefix", "ADM"))
                .statusCode(200)
                .body(
                        "suggestions.value",
                        contains("admin", "Administrator", "administrator2"),
                        "suggestions.count",
                        contains(2, 1, 1),
                        "complete",
                        equalTo(true),
                        "error",
                        equalTo(0));
        get("suggest", SUGGEST, Map.of("field", "user.name", "size", "1")).body("suggestions.value", contains("admin"));
        get("suggest", SUGGEST, Map.of("field", "tags", "prefix", "bl"))
                .body("suggestions.value", contains("black", "blue"));
        get("suggest", SUGGEST, Map.of("field", "event.code", "prefix", "46"))
                .body("suggestions.value", contains("4624", "4625"));
        get("suggest", SUGGEST, Map.of("field", "no.such", "prefix", "a")).body("suggestions", empty());
    }

    @Test
    void namesAreSuggestedWithoutAField() {
        ingest("suggestnames", event("a", ",\"custom.one\":1,\"custom.two\":2"));
        found("suggestnames", "*", 1);
        get("suggestnames", SUGGEST, Map.of("prefix", "custom."))
                .statusCode(200)
                .body("suggestions.value", contains("custom.one", "custom.two"));
    }

    @Test
    void aPrefixIsTextAndNoPattern() {
        ingest("suggesttext", event("a*b", ""), event("axb", ""));
        found("suggesttext", "*", 2);
        get("suggesttext", SUGGEST, Map.of("field", "user.name", "prefix", "a*"))
                .body("suggestions.value", contains("a*b"));
    }

    @Test
    void anotherTenantIsToldNothing() {
        ingest("fieldsmine", event("secret-user", ",\"secret.field\":\"s\""));
        found("fieldsmine", "*", 1);
        ingest("fieldsyours", event("known", ""));
        found("fieldsyours", "*", 1);
        List<String> names = get("fieldsyours", FIELDS, Map.of("time_range", "24h"))
                .extract()
                .path("fields.name");
        assertThat(names).contains("user.name").doesNotContain("secret.field");
        get("fieldsyours", SUGGEST, Map.of("prefix", "secret")).body("suggestions", empty());
        get("fieldsyours", SUGGEST, Map.of("field", "user.name"))
                .body("suggestions.value", not(hasItems("secret-user")));
        get("fieldsyours", SUGGEST, Map.of("field", "secret.field")).body("suggestions", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "fields,size,0,?size",
        "fields,time_range,5x,?time_range",
        "fields,source,nosuch,?source",
        "suggest,size,1001,?size",
        "suggest,field,hash,?field",
        "suggest,field,a.*,?field",
        "suggest,query,*,?query"
    })
    void aWrongParameterIsNamed(String operation, String name, String value, String pointer) {
        get("acme", SEARCH + "/" + operation, Map.of(name, value))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        get("acme", FIELDS, Map.of("prefix", "x".repeat(300)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?prefix"));
        as("acme", "viewer").get(SUGGEST).then().statusCode(403);
    }

    private static ValidatableResponse get(String tenant, String path, Map<String, String> parameters) {
        return as(tenant, "analyst").queryParams(parameters).get(path).then();
    }

    private static String event(String user, String rest) {
        return "{\"timestamp\":\"" + Clock.systemUTC().instant().minusSeconds(10) + "\",\"user\":\"" + user + "\""
                + rest + "}";
    }
}
