package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexLiteralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                ".*Mimikatz\\.exe => [[mimikatz.exe]]",
                "abc.+de => [[abc], [de]]",
                "(abc|def)x+ => [[abc, def]]",
                "(abc|d*)x+ => []",
                "(ab(c)d)e => [[abcde]]",
                "abc? => [[ab]]",
                "(abc)?de => [[de]]",
                "(abc){2,3} => [[abc]]",
                "(abc){0,3} => []",
                "(?:abc)+ => [[abc]]",
                "(?P<name>abc)d => [[abcd]]",
                "(?i)abc => [[abc]]",
                "[Pp]ass => [[pass]]",
                "[a-c]ass => [[ass]]",
                "[^a]bc\\d+\\.de\\b => [[.de], [bc]]",
                "\\x41bc => []",
                "\\pLabc => []",
                "a{,5}bc => [[a{,5}bc]]",
                "^abc$ => [[abc]]",
                "abc|def => [[abc, def]]",
                "ab\\/cd => [[ab/cd]]",
            })
    void everyMatchHoldsOneOfEachList(String pattern, String expected) {
        assertThat(RegexLiterals.of(pattern)).hasToString(expected);
    }
}
