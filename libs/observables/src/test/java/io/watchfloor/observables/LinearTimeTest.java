package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Patterns that make backtracking or re-reading extractors quadratic, a full mebibyte of each. The deadline is no
 * measurement: quadratic work on that much text takes hours.
 */
class LinearTimeTest {
    private static final Duration HOPELESS_IF_EXCEEDED = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                ":",
                ".",
                "@",
                "-",
                "/",
                "[",
                "(",
                "%",
                "é",
                "::",
                "a.",
                "1.",
                "a@",
                "@a.example",
                "a:",
                "1:",
                "cve-",
                "cve-2021-",
                "-cve",
                "http:",
                "http://",
                "http://(",
                "http://a",
                "http://a/(",
                "[{(.",
                "[.",
                "\\",
                "\\/",
                ")]}",
                "[dot",
                "1.2.3.4-",
                "1.2.3.4.",
                "a.com.",
                "a.com-",
                "ver=",
                "hxxp[://]",
                "ab",
                "%2",
                "ü.",
                "=:\"",
                "x@y.example@",
                "h**p://",
                "C:\\",
                "C:\\a ",
                "\\\\a\\",
                "\\.",
                "/etc/",
                "[dot]",
                "0123456789abcdef",
                "aa:bb:",
                "version ",
                "ja3 hash ",
                "T1059 ",
                "a'b@",
                "a.com ",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN ",
                "%41"
            })
    void aMebibyteOfItIsReadInOnePass(String pattern) {
        read(pattern.repeat(ObservableExtractor.MAX_TEXT / pattern.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "[(", ".", "%2f", "http://a/", "#", "@", ":"})
    void aUrlOfAMebibyteIsReadInOnePass(String pattern) {
        read("http://evil.example/" + pattern.repeat(ObservableExtractor.MAX_TEXT / pattern.length() - 20));
    }

    private static void read(String text) {
        ObservableExtractor extractor = new ObservableExtractor();
        assertTimeoutPreemptively(
                HOPELESS_IF_EXCEEDED,
                () -> assertThat(extractor.fromText(text))
                        .hasSizeLessThanOrEqualTo(ObservableExtractor.MAX_OBSERVABLES));
        assertTimeoutPreemptively(
                HOPELESS_IF_EXCEEDED,
                () -> assertThat(new IocExtractor().extract(text).found())
                        .hasSizeLessThanOrEqualTo(IocExtractor.MAX_FOUND));
    }
}
