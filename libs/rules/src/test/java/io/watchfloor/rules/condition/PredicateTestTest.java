package io.watchfloor.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Part;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicateTestTest {
    private static final Field FIELD = Field.of("f");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "abc, abc, true",
                "abc, ABC, true",
                "abc, abcd, false",
                "abc, xabc, false",
                "\"\", \"\", true",
                "\"\", a, false",
                "*, \"\", true",
                "?, \"\", false",
                "?, a, true",
                "?, ab, false",
                "?, 😀, true",
                "a?c, a😀c, true",
                "*?, 😀, true",
                "*bc, abc, true",
                "*bc, bcd, false",
                "ab*, abc, true",
                "a*a, a, false",
                "a*a, aa, true",
                "*ab*ba*, aba, false",
                "*ab*ba*, abba, true",
                "*a?c*, xxabxabc, true",
                "*a?c*d, abxabcd, true",
                "*?b?*, b, false",
                "*?b?*, abc, true",
                "a*b*c, axbxbxc, true",
                "a*b*c, axcxb, false",
                "arrêté, ARRÊTÉ, true",
                "*\\Система, C:\\СИСТЕМА, true",
                "straße, STRASSE, false",
                "i, İ, true",
                "ı, I, true",
                "C:\\Windows\\*, c:\\windows\\System32, true",
            })
    void textFitsTheWholeValueWhateverItsCase(String pattern, String value, boolean fits) {
        assertThat(test(Conditions.text("f", pattern), value)).isEqualTo(fits);
    }

    @Test
    void runsCoverLineEnds() {
        assertThat(test(Conditions.text("f", "a*b"), "a\r\nb")).isTrue();
        assertThat(test(Conditions.text("f", "a?b"), "a\nb")).isTrue();
    }

    @Test
    void casedTextComparesExactly() {
        Predicate cased = new Predicate.Text(FIELD, Conditions.pattern("*aB*"), true);
        assertThat(test(cased, "xaBx")).isTrue();
        assertThat(test(cased, "xabx")).isFalse();
    }

    @Test
    void manyRunsStayCheap() {
        Predicate hostile = Conditions.text("f", "*a".repeat(200) + "*b");
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(test(hostile, "a".repeat(20_000))).isFalse());
    }

    @Test
    void expressionsAreSearchedForAndMindCase() {
        assertThat(test(new Predicate.Regex(FIELD, "b+c", Set.of()), "abbcd")).isTrue();
        assertThat(test(new Predicate.Regex(FIELD, "b+c", Set.of()), "aBBcd")).isFalse();
        assertThat(test(new Predicate.Regex(FIELD, "b+c", Set.of(RegexFlag.IGNORE_CASE)), "aBBcd"))
                .isTrue();
        assertThat(test(new Predicate.Regex(FIELD, "^c.d$", Set.of()), "a\nc\nd"))
                .isFalse();
        assertThat(test(
                        new Predicate.Regex(FIELD, "^c.d$", Set.of(RegexFlag.MULTI_LINE, RegexFlag.DOT_ALL)),
                        "a\nc\nd"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, 10.1.2, false",
        "::/0, 10.1.2.3, false",
        "2001:db8::/32, 2001:DB8:1::5, true",
        "10.0.0.0/8, host, false"
    })
    void networksHoldAddresses(String network, String value, boolean inside) {
        assertThat(test(new Predicate.InNetwork(FIELD, network), value)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "LESS, 600, 5000, false",
        "LESS, 600, 599.5, true",
        "GREATER_OR_EQUAL, 600, 600, true",
        "GREATER_OR_EQUAL, 600, 6e2, true",
        "GREATER, -1, -0.5, true",
        "GREATER, 0, 0x17, false",
        "GREATER, 0, NaN, false",
        "GREATER, 0, Infinity, false",
        "GREATER, 0, 5f, false",
        "GREATER, 0, 5., false",
        "GREATER, 0, 1e, false",
        "LESS, 9, '', false",
        "LESS_OR_EQUAL, 9, 010, false",
        "EQUAL, 8, 08, true",
    })
    void numbersCompareAsNumbers(Comparison comparison, double bound, String value, boolean holds) {
        assertThat(test(new Predicate.Compare(FIELD, comparison, bound), value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "HOUR, 3, 2025-01-02T03:04:05Z, true",
        "HOUR, 3, 2025-01-02T03:04:05.123456789123Z, true",
        "HOUR, 3, 2025-01-02 03:04:05.123, true",
        "HOUR, 3, 2025-01-02T05:04:05+02:00, true",
        "HOUR, 3, 2025-01-02T03:04:05+02:00, false",
        "DAY, 1, 2025-01-02T01:00:00+02:00, true",
        "MINUTE, 59, 2025-01-02T23:59:60Z, true",
        "MONTH, 12, 2024-12-30T00:00:00Z, true",
        "WEEK, 1, 2024-12-30T00:00:00Z, true",
        "YEAR, 2024, 2024-12-30T00:00:00Z, true",
        "HOUR, 3, 2025-13-02T03:04:05Z, false",
        "HOUR, 3, 2025-01-02, false",
        "HOUR, 3, 2025-01-02T03:04:05., false",
        "HOUR, 3, 2025-01-02T03:04:05 Z, false",
        "HOUR, 3, 03:04:05, false"
    })
    void partsOfTimesAreThoseInUtc(Part part, int bound, String value, boolean holds) {
        assertThat(test(new Predicate.TimePart(FIELD, part, Comparison.EQUAL, bound), value))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUALS, Abc, aBC, true", "EQUALS, abc, ab, false", "CONTAINS, xABCx, abc, true", "CONTAINS, abc, xabcx, false",
        "STARTS_WITH, ABCd, abc, true", "STARTS_WITH, xabc, abc, false", "ENDS_WITH, xABC, abc, true",
                "ENDS_WITH, abcx, abc, false"
    })
    void valuesRelateWhateverTheirCase(Relation relation, String value, String other, boolean holds) {
        assertThat(PredicateTest.related(relation, value, other)).isEqualTo(holds);
    }

    @Test
    void predicatesAboutNoSingleValueHaveNoTest() {
        List.of(
                        new Predicate.Missing(FIELD),
                        new Predicate.Present(FIELD),
                        new Predicate.Related(FIELD, FIELD, Relation.EQUALS),
                        new Predicate.InNetwork(FIELD, "10.0.0.0"))
                .forEach(predicate ->
                        assertThatIllegalArgumentException().isThrownBy(() -> PredicateTest.of(predicate)));
    }

    private static boolean test(Predicate predicate, String value) {
        return PredicateTest.of(predicate).test(value);
    }
}
