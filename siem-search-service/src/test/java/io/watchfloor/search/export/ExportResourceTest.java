package io.watchfloor.search.export;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.search.SearchProfile;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class ExportResourceTest {
    private static final String EXPORT = SEARCH + "/export";

    @Test
    void eachEventIsALineAndTheLastLineSaysThatAllAreThere() throws IOException {
        for (int part = 0; part < 25; part++) {
            int from = part * 50;
            ingest(
                    "exports",
                    IntStream.range(from, from + 50)
                            .mapToObj(i -> event("u" + i % 3, ",\"n\":" + i))
                            .toArray(String[]::new));
        }
        found("exports", "user:u0", 417);
        String body = as("exports", "analyst")
                .queryParam("query", "user:(u0 OR u1)")
                .queryParam("time_range", "1h")
                .get(EXPORT)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/x-ndjson"))
                .header("Content-Disposition", "attachment; filename=\"events.ndjson\"")
                .extract()
                .asString();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : body.split("\n")) {
            lines.add(ContractJson.mapper().readTree(line));
        }
        List<String> ids = lines.subList(0, lines.size() - 1).stream()
                .map(line -> line.path("event.id").asText())
                .toList();
        assertThat(ids).hasSize(834).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(lines.getLast())
                .isEqualTo(ContractJson.mapper().readTree("{\"export\":{\"complete\":true,\"events\":834}}"));
    }

    @Test
    void csvHasTheColumnsThatAreAskedForAndNoFormulas() throws IOException {
        ingest(
                "exportcsv",
                event(
                        "=HYPERLINK(\\\"http://x\\\")",
                        ",\"message\":\"a \\\"b\\\", c\\nd\",\"tags\":[\"x\",\"y\"],\"n\":-5"));
        found("exportcsv", "*", 1);
        String body = as("exportcsv", "analyst")
                .contentType("application/json")
                .body(Map.of(
                        "query", "*", "format", "csv", "fields", List.of("user", "message", "tags", "n", "no.such")))
                .post(EXPORT)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .extract()
                .asString();
        List<CSVRecord> records =
                CSVFormat.RFC4180.parse(new StringReader(body)).getRecords();
        assertThat(records).hasSize(3);
        assertThat(records.get(0).toList()).containsExactly("user", "message", "tags", "n", "no.such");
        assertThat(records.get(1).toList())
                .containsExactly("'=HYPERLINK(\"http://x\")", "a \"b\", c\nd", "[\"x\",\"y\"]", "-5", "");
        assertThat(records.get(2).get(0)).isEqualTo("# {\"complete\":true,\"events\":1}");
        as("exportcsv", "analyst")
                .queryParam("query", "*")
                .queryParam("format", "csv")
                .queryParam("fields", "=cmd, user")
                .get(EXPORT)
                .then()
                .body(containsString("\"'=cmd\",\"user\""));
    }

    @Test
    void anExportThatReachesItsLimitSaysSo() throws IOException {
        for (int part = 0; part < 35; part++) {
            ingest(
                    "exportlimit",
                    IntStream.range(0, 50).mapToObj(i -> event("a", "")).toArray(String[]::new));
        }
        found("exportlimit", "user:nobody", 0);
        String last = org.awaitility.Awaitility.await()
                .until(() -> lastLine("exportlimit"), line -> line.contains("\"events\":1500"));
        JsonNode end = ContractJson.mapper().readTree(last).path("export");
        assertThat(end.path("complete").asBoolean()).isFalse();
        assertThat(end.path("reason").asText()).isEqualTo("count");
        assertThat(end.path("searched_back_to").asText()).isNotEmpty();
    }

    private static String lastLine(String tenant) {
        String[] lines = as(tenant, "analyst")
                .queryParam("query", "*")
                .get(EXPORT)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .split("\n");
        return lines[lines.length - 1];
    }

    @Test
    void anotherTenantExportsNothing() {
        ingest("exportmine", event("secret-user", ""));
        found("exportmine", "*", 1);
        String body = as("exportyours", "analyst")
                .queryParam("query", "*")
                .get(EXPORT)
                .then()
                .extract()
                .asString();
        assertThat(body).isEqualTo("{\"export\":{\"complete\":true,\"events\":0}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/query|required",
                "{\"query\":\"*\",\"format\":\"xls\"}|/format|unknown_format",
                "{\"query\":\"*\",\"fields\":[]}|/fields|out_of_range",
                "{\"query\":\"*\",\"fields\":[\"a.*\"]}|/fields|invalid_field",
                "{\"query\":\"*\",\"fields\":[\"hash\"]}|/fields|invalid_field",
                "{\"query\":\"*\",\"max_results\":1}|/max_results|unknown_field"
            })
    void aWrongRequestNamesTheField(String body, String pointer, String code) {
        as("acme", "analyst")
                .contentType("application/json")
                .body(body)
                .post(EXPORT)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer), "errors[0].code", equalTo(code));
        as("acme", "viewer").queryParam("query", "*").get(EXPORT).then().statusCode(403);
    }

    private static String event(String user, String rest) {
        return "{\"timestamp\":\"" + Clock.systemUTC().instant().minusSeconds(10) + "\",\"user\":\"" + user + "\""
                + rest + "}";
    }
}
