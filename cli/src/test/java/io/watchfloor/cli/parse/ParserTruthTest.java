package io.watchfloor.cli.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.cli.parse.truth.Losses;
import io.watchfloor.cli.parse.truth.ParserTruth;
import io.watchfloor.cli.parse.truth.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others assert of samples of logs must stay so: floors of the figures in docs/quality.md. */
class ParserTruthTest {
    private static final Path LOGS = Path.of(System.getProperty("watchfloor.shared", "../../shared"), "logs");
    private static final Map<String, Double> FLOORS =
            Map.of("suricata", 0.95, "zeek", 0.95, "wazuh", 0.95, "windows", 0.95, "cloudtrail", 0.95);

    @Test
    void fieldsAgreeWithWhatOthersAssert() throws IOException {
        Map<String, Tally> tallies = ParserTruth.measure(shared());
        tallies.forEach((source, tally) -> {
            assertThat(tally.asserted()).as(source).isGreaterThan(15);
            assertThat(tally.share()).as(source + " " + tally.deviations()).isGreaterThanOrEqualTo(FLOORS.get(source));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"wazuh", "suricata", "zeek", "velociraptor", "windows", "cloudtrail", "web", "scenarios"})
    void noLineIsLost(String folder) throws IOException {
        Losses losses = Losses.in(shared().resolve(folder));
        assertThat(losses.lines()).isPositive();
        assertThat(losses.events()).isGreaterThanOrEqualTo(losses.lines());
        assertThat(losses.faults()).isZero();
    }

    private static Path shared() {
        Assumptions.assumeTrue(
                Files.exists(LOGS), () -> "skipped: " + LOGS.toAbsolutePath().normalize() + " is absent");
        return LOGS;
    }
}
