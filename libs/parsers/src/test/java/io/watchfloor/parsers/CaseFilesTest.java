package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code cases/}: an input and the fields its event must have; a null says that it must not have it. */
class CaseFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Receipt RECEIPT =
            new Receipt("acme", null, Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC, "192.0.2.77", 0);

    private final LogParser parser = new LogParser();

    @TestFactory
    Stream<DynamicTest> syslogCasesGiveTheirFields() throws IOException {
        return Stream.of("sshd.json", "rfc3164.json", "rfc5424.json")
                .flatMap(this::cases)
                .map(each -> DynamicTest.dynamicTest(
                        (String) each.get("name"),
                        () -> check(
                                parser.syslog(((String) each.get("input")).getBytes(StandardCharsets.UTF_8), RECEIPT),
                                each)));
    }

    @TestFactory
    Stream<DynamicTest> jsonCasesGiveTheirFields() throws IOException {
        return Stream.of("json.json", "windows.json")
                .flatMap(this::cases)
                .map(each -> DynamicTest.dynamicTest((String) each.get("name"), () -> {
                    Map<String, Object> body = JSON.convertValue(each.get("input"), new TypeReference<>() {});
                    check(parser.json(body, JSON.writeValueAsString(body).replace("\\uD800", ""), RECEIPT), each);
                }));
    }

    /** A folder for each source; its inputs are objects, or lines of text. */
    @TestFactory
    Stream<DynamicTest> casesOfSourcesGiveTheirFields() {
        return Stream.of(
                        "suricata/eve.json",
                        "cloudtrail/records.json",
                        "zeek/json.json",
                        "wazuh/alerts.json",
                        "velociraptor/rows.json",
                        "azure/directory.json",
                        "o365/audit.json",
                        "defender/hunting.json",
                        "web/access.json",
                        "windows/loganalytics.json",
                        "windows/xml.json")
                .flatMap(this::cases)
                .map(each -> DynamicTest.dynamicTest((String) each.get("name"), () -> {
                    String line = each.get("input") instanceof String text
                            ? text
                            : JSON.writeValueAsString(each.get("input"));
                    LogLines lines = new LogLines("acme", null, RECEIPT.receivedAt(), RECEIPT.zone());
                    check(lines.parse(line.getBytes(StandardCharsets.UTF_8)).getFirst(), each);
                }));
    }

    private Stream<Map<String, Object>> cases(String file) {
        try (InputStream in = getClass().getResourceAsStream("/cases/" + file)) {
            return JSON.readValue(in, new TypeReference<List<Map<String, Object>>>() {}).stream();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void check(Event event, Map<String, Object> each) {
        Map<String, Object> expected = (Map<String, Object>) each.get("expected");
        Map<String, Object> actual = new LinkedHashMap<>();
        Map<String, Object> sent = ContractJson.read(ContractJson.write(event), Map.class);
        expected.keySet().forEach(field -> actual.put(field, sent.get(field)));
        assertThat(actual).isEqualTo(expected);
    }
}
