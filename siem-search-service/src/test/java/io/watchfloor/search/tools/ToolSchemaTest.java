package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;
import jakarta.inject.Inject;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schema of a tool allows its operation takes, and what it forbids the operation refuses. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class ToolSchemaTest {
    private static final int ROUNDS = 40;
    private static final long SEED = 20_261_123;

    @Inject
    ToolCatalogue catalogue;

    @ParameterizedTest
    @ValueSource(strings = {"correlate_events", "extract_ioc", "mitre_map"})
    void whatIsAllowedIsTakenAndWhatIsForbiddenIsRefused(String name) {
        ToolDescriptor tool = catalogue.tools().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (int round = 0; round < ROUNDS; round++) {
            SchemaCases cases = new SchemaCases(tool.inputSchema(), new Random(SEED + round));
            ObjectNode valid = cases.valid();
            assertThat(status(tool, valid))
                    .as("seed %s: %s", SEED + round, shown(valid))
                    .isEqualTo(200);
            if (round % 10 == 0) {
                for (ObjectNode invalid : cases.invalid()) {
                    assertThat(status(tool, invalid))
                            .as("seed %s: %s", SEED + round, shown(invalid))
                            .isEqualTo(400);
                }
            }
        }
    }

    private static int status(ToolDescriptor tool, JsonNode arguments) {
        return as("schemas", "analyst")
                .contentType("application/json")
                .body(arguments.toString())
                .post(tool.call().path())
                .statusCode();
    }

    private static String shown(JsonNode arguments) {
        String text = arguments.toString();
        return text.substring(0, Math.min(300, text.length()));
    }
}
