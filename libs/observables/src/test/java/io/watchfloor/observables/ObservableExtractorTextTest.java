package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObservableExtractorTextTest {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final String SHA1 = MD5 + "01234567";
    private static final String SHA256 = MD5 + MD5;

    private final ObservableExtractor extractor = new ObservableExtractor();

    static List<Arguments> found() {
        return List.of(
                in("login from 1.2.3.4 port 22", "ip:1.2.3.4"),
                in("(203.0.113.7), 203.0.113.8; 203.0.113.9.", "ip:203.0.113.7", "ip:203.0.113.8", "ip:203.0.113.9"),
                in("203.0.113.7:8443 and 203.0.113.7", "ip:203.0.113.7"),
                in("range 192.0.2.1-192.0.2.9", "ip:192.0.2.1", "ip:192.0.2.9"),
                in("ana@192.0.2.1", "ip:192.0.2.1"),
                in("peer broker-1/192.0.2.1:9092", "ip:192.0.2.1"),
                in("inet 192.0.2.5/24 is an address", "ip:192.0.2.5"),
                in("192.0.2.5/99", "ip:192.0.2.5"),
                in("via ::ffff:192.0.2.1 and fe80::2%eth0", "ip:192.0.2.1", "ip:fe80::2"),
                in("from 2001:DB8::0:7: refused", "ip:2001:db8::7"),
                in("[2001:db8::7]:443", "ip:2001:db8::7"),
                in("C2 203[.]0[.]113[.]7", "ip:203.0.113.7"),
                in("EVIL.COM resolved", "domain:evil.com"),
                in("see evil[.]example, then www.evil(dot)co.uk.", "domain:evil.example", "domain:www.evil.co.uk"),
                in("a пример.рф", "domain:xn--e1afmkfd.xn--p1ai"),
                in("_dmarc.evil.example", "domain:_dmarc.evil.example"),
                in("evil.example/login.php", "domain:evil.example"),
                in("tcp://c2.evil.example:4444", "domain:c2.evil.example"),
                in("//cdn.evil.example/x.js", "domain:cdn.evil.example"),
                in("acme.pl www.shop.sh", "domain:acme.pl", "domain:www.shop.sh"),
                in("get http://evil.example/a.exe.", "url:http://evil.example/a.exe"),
                in("(see https://evil.example/a_(b)).", "url:https://evil.example/a_(b)"),
                in("\"HXXPS[://]EVIL[.]example:443/A#b\"", "url:https://evil.example/A"),
                in("{\"u\":\"http:\\/\\/evil.example\\/x\"}", "url:http://evil.example/x"),
                in("http://intranet/x", "url:http://intranet/x"),
                in("http://203.0.113.7:8000/x", "url:http://203.0.113.7:8000/x", "ip:203.0.113.7"),
                in("http://ana:pw@evil.example/", "url:http://ana:pw@evil.example/"),
                in("${jndi:ldap://evil.example:1389/a}", "url:ldap://evil.example:1389/a"),
                in("evil.example http://evil.example/", "domain:evil.example", "url:http://evil.example/"),
                in("mail from <Ana+x@Evil.example>", "email:ana+x@evil.example"),
                in("mailto:ana@evil.example, bo[at]evil[.]example", "email:ana@evil.example", "email:bo@evil.example"),
                in("a.@evil.example", "domain:evil.example"),
                in("http://evil.example/" + "x".repeat(2048), "domain:evil.example"),
                in("http://intranet/" + "x".repeat(2048)),
                in("md5:" + MD5 + " " + MD5.toUpperCase(), "md5:" + MD5),
                in("SHA1=" + SHA1 + ",SHA256=" + SHA256, "sha1:" + SHA1, "sha256:" + SHA256),
                in("cve-2021-44228/CVE-2024-1234567", "cve:CVE-2021-44228", "cve:CVE-2024-1234567"),
                in("poc-CVE-2021-44228.py", "cve:CVE-2021-44228"));
    }

    static List<String> nothing() {
        return List.of(
                "999.1.1.1 256.1.1.1 010.0.0.1 1.2.3 1.2.3.4.5",
                "127.0.0.1 ::1 0.0.0.0 :: 127.9.9.9",
                "networks 192.0.2.0/24 and 2001:db8::/32",
                "Browser/120.0.0.0 version 1.2.3.4 FileVersion=\"6.1.7.2\" ver 4.1.0.1 v1.2.3.4",
                "12:30:45 2026-01-02T03:04:05 1:2:3:4 00:11:22:33:44:55 00:11:22:33:44:55:66:77",
                "std::vector a::b foo::bar",
                "cmd.exe install.sh archive.zip notes.md main.rs lib.so access.log.gz",
                "/usr/lib/evil.com C:\\Users\\update.com",
                "version 3.14 release 1.2.3-rc.1 Node.js",
                "org.acme.common.network com.acme.app",
                "login failed.In the end e.g. and i.e. etc.",
                "user.name=ana {\"process.name\":\"x\"} this.app()",
                "co.uk com example",
                "http:// https://! http://999.1.1.1/ http://-/",
                "ana@localhost @ana ana@",
                MD5 + "0 " + MD5.substring(1) + " " + "1".repeat(32) + " x" + MD5 + " IMPHASH=" + MD5,
                "CVE-20-1 CVE-1898-1234 XCVE-2020-12345 CVE-2020-123 CVE-2020-12345x CVE-2020-" + "1".repeat(20),
                "",
                " \n\t");
    }

    @ParameterizedTest
    @MethodSource
    void found(String text, List<String> expected) {
        assertThat(qualified(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void nothing(String text) {
        assertThat(qualified(text)).isEmpty();
    }

    @Test
    void aHashIsNotFoundInsideALongerOne() {
        assertThat(qualified(SHA256)).containsExactly("sha256:" + SHA256);
    }

    @Test
    void resultsAreUniqueAndInOrderOfFirstAppearance() {
        assertThat(qualified("b.example 192.0.2.2 a.example B[.]example 192.0.2.2"))
                .containsExactly("domain:b.example", "ip:192.0.2.2", "domain:a.example");
    }

    @Test
    void atMostFiveHundredComeBack() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 600).forEach(i -> text.append("host").append(i).append(".evil.example "));
        assertThat(extractor.fromText(text.toString()))
                .hasSize(ObservableExtractor.MAX_OBSERVABLES)
                .endsWith(new Observable(ObservableType.DOMAIN, "host499.evil.example"));
    }

    @Test
    void textBeyondTheLimitIsLeftOutAndNoValueIsCutShort() {
        String padding = " ".repeat(ObservableExtractor.MAX_TEXT - 9);
        assertThat(qualified(padding + "192.0.2.1 192.0.2.2")).containsExactly("ip:192.0.2.1");
        assertThat(qualified(padding + "192.0.2.123")).isEmpty();
    }

    private List<String> qualified(String text) {
        return extractor.fromText(text).stream().map(Observable::qualified).toList();
    }

    private static Arguments in(String text, String... expected) {
        return Arguments.of(text, List.of(expected));
    }
}
