package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexSizeTest {

    private static final List<String> PARTS = List.of(
            "a",
            "b",
            ".",
            "(",
            "(?i:",
            ")",
            ")",
            "{3}",
            "{2,7}",
            "{4,}",
            "{,5}",
            "{",
            "}",
            "[",
            "]",
            "^",
            "-",
            "[a-z]",
            "[]a]",
            "[^]b]",
            "[[:alpha:]]",
            "[\\]]",
            "\\",
            "\\{",
            "\\pL",
            "\\p{Greek}",
            "|",
            "*",
            "+",
            "?",
            "é");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"abc 3", "a{10} 10", "(ab){10} 30", "[a-z]{5}b 6", "a{2,7} 7", "(a{5}){5} 30", "\\{3} 3"})
    void sizesAreEstimated(String pattern, long size) {
        assertThat(RegexSize.of(pattern, 2_000)).isEqualTo(size);
    }

    @Test
    void theEstimateIsNeverFarUnderTheTruth() {
        int compiled = 0;
        for (long seed = 0; seed < 100_000; seed++) {
            String pattern = pattern(new SplittableRandom(seed));
            long estimate = RegexSize.of(pattern, 2_000);
            if (estimate <= 2_000 && compiles(pattern)) {
                compiled++;
                assertThat(RegexSyntax.compile(pattern).programSize())
                        .as("seed %d: %s", seed, pattern)
                        .isLessThanOrEqualTo((int) (4 * estimate + 4));
            }
        }
        assertThat(compiled).isGreaterThan(10_000);
    }

    private static String pattern(SplittableRandom random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            pattern.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return pattern.toString();
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
