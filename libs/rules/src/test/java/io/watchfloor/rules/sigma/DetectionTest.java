package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What detections are read into, and what is said about those that cannot be; the cases are in {@code resources/sigma}. */
class DetectionTest {
    static Stream<Arguments> detections() {
        return Stream.of("values.txt", "modifiers.txt", "conditions.txt", "regexes.txt")
                .flatMap(CaseFile::read);
    }

    static Stream<Arguments> refusals() {
        return CaseFile.read("refusals.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detections")
    void aDetectionMeansItsCondition(String given, String expected) {
        SigmaFile file = CaseFile.parse(given);
        assertThat(file.problems()).isEmpty();
        SigmaRule rule = (SigmaRule) file.documents().getFirst();
        assertThat(ConditionText.of(rule.condition())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aDetectionThatCannotBeReadIsRefusedAtItsPlace(String given, String expected) {
        SigmaFile file = CaseFile.parse(given);
        assertThat(CaseFile.problems(file)).isEqualTo(expected);
        assertThat(file.documents()).isEmpty();
    }
}
