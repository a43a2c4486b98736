package io.watchfloor.detection.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseLimitsTest {
    private final NoiseLimits limits = new NoiseLimits(100, 0.5, 4);

    @ParameterizedTest
    @CsvSource({
        "0,0,0,''",
        "99,0,0,''",
        "100,0,0,MANY_MATCHES",
        "0,0,3,''",
        "0,0,4,FALSE_POSITIVES",
        "0,2,2,FALSE_POSITIVES",
        "0,3,2,''",
        "0,9,0,''",
        "500,1,9,MANY_MATCHES FALSE_POSITIVES",
    })
    void aRuleIsNoisyByItsMatchesOrByItsVerdicts(long matches, long right, long wrong, String expected) {
        assertThat(limits.noise(matches, right, wrong))
                .extracting(Enum::name)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aRuleWithoutMatchesIsNotNoisyHoweverLowTheLimit(long matches) {
        assertThat(new NoiseLimits(0, 1, 1).noise(matches, 0, 0)).hasSize((int) matches);
    }
}
