package io.watchfloor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files are messages that were really sent once: they are added, never edited. */
class ContractGoldenTest {
    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("event.v1", "event.v1", Event.class),
                Arguments.of("match.v1", "match.v1", Match.class),
                Arguments.of("match-escalated.v1", "match.v1", Match.class),
                Arguments.of("rule-version.v1", "rule-version.v1", RuleVersion.class),
                Arguments.of("suppression.v1", "suppression.v1", Suppression.class),
                Arguments.of("suppression-revoked.v1", "suppression.v1", Suppression.class),
                Arguments.of("promotion-muted.v1", "promotion.v1", Promotion.class),
                Arguments.of("promotion-created.v1", "promotion.v1", Promotion.class),
                Arguments.of("candidate.v1", "candidate.v1", Candidate.class),
                Arguments.of("alert.v1", "alert.v1", AlertEvent.class),
                Arguments.of("case.v1", "case.v1", CaseEvent.class),
                Arguments.of("feedback.v1", "feedback.v1", Feedback.class),
                Arguments.of("audit.v1", "audit.v1", AuditRecord.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void aPastMessageIsReadAndWrittenAgainUnchanged(String file, String schema, Class<?> type) {
        byte[] past = resource("/golden/" + file + ".json");
        JsonNode written = tree(ContractJson.write(ContractJson.read(past, type)));
        assertThat(written).isEqualTo(tree(past));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void whatWeWriteFollowsTheSchema(String file, String schema, Class<?> type) {
        byte[] written = ContractJson.write(ContractJson.read(resource("/golden/" + file + ".json"), type));
        assertThat(errors(schema, written)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void theSchemaRefusesAMessageWithoutItsTenant(String file, String schema, Class<?> type) {
        ObjectNode broken = (ObjectNode) tree(resource("/golden/" + file + ".json"));
        broken.remove(type == Event.class ? "watchfloor.tenant" : "tenant_id");
        assertThat(errors(schema, broken.toString().getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void aNewerMessageWithAnUnknownFieldIsStillRead(String file, String schema, Class<?> type) {
        ObjectNode newer = (ObjectNode) tree(resource("/golden/" + file + ".json"));
        newer.put("added_later", "x");
        assertThat(ContractJson.read(newer.toString().getBytes(StandardCharsets.UTF_8), type))
                .isNotNull();
    }

    @Test
    void severityIsReadInAnyCaseAndOrdered() {
        assertThat(Severity.of("HIGH")).isEqualTo(Severity.HIGH);
        assertThat(Severity.MEDIUM.max(Severity.HIGH)).isEqualTo(Severity.HIGH);
        assertThatThrownBy(() -> Severity.of("urgent")).hasMessageContaining("informational, low, medium");
    }

    @Test
    void instantsAlwaysHaveThreeDigitsOfFraction() {
        Occurrence occurrence = new Occurrence("e", java.time.Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(new String(ContractJson.write(occurrence), StandardCharsets.UTF_8))
                .contains("\"2025-01-01T00:00:00.000Z\"");
    }

    private static java.util.List<com.networknt.schema.Error> errors(String schema, byte[] json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(resource("/schemas/" + schema + ".json"), StandardCharsets.UTF_8))
                .validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return ContractJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(ContractGoldenTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
