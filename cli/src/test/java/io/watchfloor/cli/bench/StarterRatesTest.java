package io.watchfloor.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.cli.bench.StarterRates.Rate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class StarterRatesTest {

    @Test
    void noRuleFiresOftenOnQuietLogsWithoutAReasonInTheReadme() throws IOException {
        Optional<Path> data = Optional.ofNullable(System.getProperty("watchfloor.shared"))
                .map(Path::of)
                .or(() -> StarterBench.beside(Path.of("").toAbsolutePath()));
        Assumptions.assumeTrue(data.isPresent(), "skipped: the recordings are not on this machine");
        StarterReport report = StarterBench.report(Path.of("../rules"), data.orElseThrow());
        assertThat(report.rates()).filteredOn(rate -> rate.events() > 0).hasSizeGreaterThan(100);
        assertThat(report.unexplained()).isEmpty();
        assertThat(report.needless()).isEmpty();
    }

    @Test
    void reasonsAreReadFromTheListOfThePage() {
        String page = """
                # Rules

                `web/not_a_reason`: elsewhere.

                ## False positives

                Text with `web/named_in_text`.

                * `web/first_rule`: 3 times: each
                  was a test.
                * `web/second_rule`, `dns/third_rule`,
                  `dns/fourth_rule`: an attack.
                * `web/without_reason`

                ## By class

                * `web/behind`: nothing.
                """;
        assertThat(StarterReasons.of(page))
                .isEqualTo(Map.of(
                        "web/first_rule", "3 times: each was a test.",
                        "web/second_rule", "an attack.",
                        "dns/third_rule", "an attack.",
                        "dns/fourth_rule", "an attack."));
    }

    @Test
    void aRuleThatFiresOftenNeedsAReason() {
        List<Rate> rates = List.of(
                new Rate("web/often", true, 9_999, Map.of("a", 1L)),
                new Rate("web/explained", true, 100, Map.of("a", 1L, "b", 2L)),
                new Rate("web/base", false, 10, Map.of("a", 9L)),
                new Rate("web/rare", true, 10_000, Map.of("a", 1L)),
                new Rate("web/unseen", true, 0, Map.of()));
        StarterReport report = new StarterReport(rates, Map.of("web/explained", "a test", "web/rare", "none needed"));
        assertThat(report.unexplained()).containsExactly("web/often");
        assertThat(report.needless()).containsExactly("web/rare");
        assertThat(report.json()).isEqualTo("{\"rules\":5,\"unmeasured\":1,\"above\":2,\"unexplained\":1}");
        assertThat(report.rates()).extracting(Rate::rule).first().isEqualTo("web/explained");
    }
}
