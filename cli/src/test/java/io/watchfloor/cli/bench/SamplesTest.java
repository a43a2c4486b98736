package io.watchfloor.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void percentilesAreByNearestRank() {
        Samples samples = Samples.of(List.of(30.0, 10.0, 20.0, 40.0));
        assertThat(samples.median()).isEqualTo(20.0);
        assertThat(samples.percentile(95)).isEqualTo(40.0);
        assertThat(Samples.of(List.of(5.0)).percentile(95)).isEqualTo(5.0);
    }

    @Test
    void theLastLineOfTheReportIsOneJsonObjectWithTheAgreedNames() {
        Samples samples = Samples.of(List.of(12.4, 30.6));
        assertThat(new ThreadReport(1234.5, 1000.4, 61.26, samples, samples).json())
                .isEqualTo(
                        "{\"bench\":\"thread\",\"events_per_s\":1235,\"indexed_per_s\":1000,\"cpu_us_per_event\":61.3,\"searchable_p50_ms\":12,"
                                + "\"searchable_p95_ms\":31,\"alert_p50_ms\":12,\"alert_p95_ms\":31}");
    }
}
