package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormaliserTest {
    private static final List<String> FRAGMENTS = List.of(
            "a",
            "Ab",
            ".",
            "..",
            "[.]",
            "[",
            "]",
            "{.}",
            "(dot)",
            "\\/",
            "/",
            "://",
            "hxxp",
            "HTTP",
            ":80",
            ":080",
            ":",
            "@",
            "#",
            "?",
            "%2f",
            "%",
            " ",
            "\t",
            "\u00a0",
            "-",
            "_",
            "::",
            "ffff",
            "10",
            "0",
            "É",
            "İ",
            "ß",
            "Σ",
            "ﬁ",
            "．",
            "［",
            "］",
            "。",
            "℀",
            "x".repeat(70));

    record Row(String kind, UnaryOperator<String> rule, String one, String other) {
        @Override
        public String toString() {
            return kind + ": " + one + " / " + other;
        }
    }

    static Stream<Row> equalForms() {
        return Stream.of(
                new Row("text", Normaliser::text, "Brute  Force", "brute force"),
                new Row("text", Normaliser::text, "\t Brute\u00a0\n Force ", "brute force"),
                new Row("text, NFKC", Normaliser::text, "ｂｒｕｔｅ ﬁrst", "brute first"),
                new Row("text, composed", Normaliser::text, "Cafe\u0301", "caf\u00e9"),
                new Row("host", Normaliser::host, "WEB-1.", "web-1"),
                new Row("ip, v4-mapped", Normaliser::ip, "::ffff:10.0.0.1", "10.0.0.1"),
                new Row("ip, v4-mapped in hex", Normaliser::ip, "::FFFF:0a00:0001", "10.0.0.1"),
                new Row("ip, RFC 5952", Normaliser::ip, "2001:DB8::1", "2001:db8:0:0::1"),
                new Row("ip, longest run of zeros", Normaliser::ip, "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
                new Row("ip, zone", Normaliser::ip, "fe80::1%eth0", "fe80::1"),
                new Row("user", Normaliser::user, "Admin", "admin"),
                new Row("user, NFKC", Normaliser::user, "Ａdmin ", "admin"),
                new Row("domain", Normaliser::domain, "EVIL[.]example", "evil.example"),
                new Row("domain, dot", Normaliser::domain, "evil.example.", "evil.example"),
                new Row("domain, IDNA", Normaliser::domain, "BÜCHER.example", "xn--bcher-kva.example"),
                new Row("url", Normaliser::url, "HTTP://a.b:80/x#y", "http://a.b/x"),
                new Row("url, hxxp", Normaliser::url, "hXXps://a[.]b:443/x", "https://a.b/x"),
                new Row("url, percent-encoding", Normaliser::url, "http://a.b/%2f%c3", "http://a.b/%2F%C3"),
                new Row("url, address", Normaliser::url, "http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/"),
                new Row(
                        "url, name in any script",
                        Normaliser::url,
                        "http://bücher.example/",
                        "http://xn--bcher-kva.example/"),
                new Row(
                        "hash",
                        Normaliser::hash,
                        "D41D8CD98F00B204E9800998ECF8427E",
                        "d41d8cd98f00b204e9800998ecf8427e"),
                new Row("email", Normaliser::email, "Ana[@]EVIL[.]example", "ana@evil.example"),
                new Row("cve", Normaliser::cve, "cve-2021-44228", "CVE-2021-44228"));
    }

    static Stream<Row> differentForms() {
        return Stream.of(
                new Row("text", Normaliser::text, "brute force", "brute-force"),
                new Row("host", Normaliser::host, "web-1", "web-1.corp"),
                new Row("ip, leading zero", Normaliser::ip, "010.0.0.1", "10.0.0.1"),
                new Row("ip, leading zero as octal", Normaliser::ip, "010.0.0.1", "8.0.0.1"),
                new Row("user, domain in front", Normaliser::user, "corp\\admin", "admin"),
                new Row("user, domain behind", Normaliser::user, "admin@corp", "admin"),
                new Row("domain", Normaliser::domain, "www.evil.example", "evil.example"),
                new Row("url, path case", Normaliser::url, "http://a.b/X", "http://a.b/x"),
                new Row("url, query case", Normaliser::url, "http://a.b/?Q", "http://a.b/?q"),
                new Row("url, port", Normaliser::url, "http://a.b:8080/", "http://a.b/"),
                new Row("url, default port of another scheme", Normaliser::url, "http://a.b:443/", "http://a.b/"),
                new Row("url, scheme", Normaliser::url, "https://a.b/", "http://a.b/"),
                new Row(
                        "url, host that maps to a slash",
                        Normaliser::url,
                        "http://a℀b.example/",
                        "http://aa/cb.example/"));
    }

    @ParameterizedTest
    @MethodSource("equalForms")
    void equivalentFormsAreEqual(Row row) {
        assertThat(row.rule().apply(row.one())).isEqualTo(row.rule().apply(row.other()));
    }

    @ParameterizedTest
    @MethodSource("differentForms")
    void differentValuesStayDifferent(Row row) {
        assertThat(row.rule().apply(row.one())).isNotEqualTo(row.rule().apply(row.other()));
    }

    @ParameterizedTest
    @CsvSource({"010.0.0.1", "999.1.1.1", "1.2.3", "1.2.3.4.5", "web-1", "12:30:45", "1.2.3.４x"})
    void whatIsNoAddressIsText(String value) {
        assertThat(Normaliser.ip(value)).isEqualTo(Normaliser.text(value));
    }

    @ParameterizedTest
    @EnumSource(ObservableType.class)
    void blankGivesNothing(ObservableType type) {
        assertThat(type.normalise(" \t\n")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ObservableType.class)
    void everyNormalFormIsItsOwnNormalForm(ObservableType type) {
        for (long seed = 0; seed < 4000; seed++) {
            String value = randomText(seed);
            String normal = type.normalise(value);
            if (!type.normalise(normal).equals(normal)) {
                fail("seed %d: %s becomes %s, then %s", seed, value, normal, type.normalise(normal));
            }
        }
    }

    @Test
    void textOfEveryCharacterOfTheFirstPlanesIsItsOwnNormalForm() {
        for (int c = 0; c < 0x20000; c++) {
            String normal = Normaliser.text("a" + Character.toString(c) + "b");
            if (!Normaliser.text(normal).equals(normal)) {
                fail("U+%04X", c);
            }
        }
    }

    @Test
    void refangingLeavesNothingToRefang() {
        assertThat(Refang.apply("a[{.}]b [[.].] \\\\/ http[://]c(dot)d [AT] e")).isEqualTo("a.b [..] / http://c.d @ e");
    }

    private static String randomText(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return text.toString();
    }
}
