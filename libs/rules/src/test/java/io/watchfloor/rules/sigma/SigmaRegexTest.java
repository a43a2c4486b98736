package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Predicate.RegexFlag;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Translated expressions find what a backtracking engine of PCRE's kind finds in the same values. */
class SigmaRegexTest {
    private static final List<String> VALUES = List.of(
            "",
            "\n",
            "ab",
            "ab\n",
            "ab\n\n",
            "a\nb",
            "b\na",
            "xab",
            "AB",
            "a\tb",
            "a\u00A0b",
            "a\r\nb",
            "a\u2028b",
            "a\u001Bb",
            "a.b*c",
            "a{b}",
            "a" + "-".repeat(1_500) + "b",
            "a" + "-".repeat(999) + "b",
            "éa–b😀",
            "$ab",
            "a]b^c\\d");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab$",
                "^ab$",
                "a$\\n?",
                "ab\\Z",
                "\\Aab\\z",
                "(?m)a$",
                "(?m:a$).*b$",
                "((?m)^b$)",
                "(?s)a.b",
                "(?i)AB$",
                "a(?i)B",
                "(?i:A)b",
                "a\\hb",
                "a\\Hb",
                "a\\Rb",
                "a\\vb",
                "a\\eb",
                "a[\\h\\e]b",
                "a\\x1Bb",
                "a\\x{1b}b",
                "\\u2013",
                "[\\u2010-\\u2015]",
                "\\x{1F600}",
                "\\Qa.b*c\\E",
                "a\\Q{b}\\E",
                "a\\{b}",
                "(?<first>a)(?<second>b)",
                "a-{1200,}b",
                "a-{1500}b",
                "a-{1501}b",
                "a(?:--){700,800}b",
                "a-{0,1100}b",
                "[]a]b",
                "[^]a]b",
                "a[\\]\\^]b",
                "\\\\d",
                "\\$ab",
                "[$]ab",
                "a+?b|é",
                "[A-Z]",
                "a\\sb",
                "\\bab\\b",
                "\\ba\\B",
                "a|^$",
            })
    void translationsFindTheSame(String pattern) {
        String translated = SigmaRegex.translate(pattern, Set.of(), Position.START);
        var ours = com.google.re2j.Pattern.compile(translated);
        var theirs = java.util.regex.Pattern.compile(pattern, java.util.regex.Pattern.UNIX_LINES);
        assertThat(VALUES)
                .allSatisfy(value -> assertThat(ours.matcher(value).find())
                        .as("%s as %s in %s", pattern, translated, value)
                        .isEqualTo(theirs.matcher(value).find()));
    }

    @Test
    void flagsDecideWhatAnEndIs() {
        assertThat(SigmaRegex.translate("a$", Set.of(RegexFlag.MULTI_LINE), Position.START))
                .isEqualTo("a$");
        assertThat(SigmaRegex.translate("(?-m)a$", Set.of(RegexFlag.MULTI_LINE), Position.START))
                .isEqualTo("(?-m)a(?:\\n?\\z)");
    }
}
