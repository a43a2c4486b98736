package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IocExtractorTest {
    private static final String REPORT = "hxxp://evil[.]ru/a by ana@evil.com, evil.com, CVE-2021-44228, "
            + "5f4dcc3b5aa765d61d8327deb882cf99 at 81.2.69.160 and 2a02:c7e::a";

    private final IocExtractor extractor = new IocExtractor();

    @Test
    void aValueKnowsItsOriginalItsPlacesAndThatItWasDefanged() {
        IocResult result = extractor.extract("c2 evil[.]ru and EVIL.ru, evil.ru");
        assertThat(result)
                .isEqualTo(new IocResult(
                        List.of(new Ioc(
                                IocType.DOMAIN,
                                "evil.ru",
                                "evil[.]ru",
                                true,
                                3,
                                List.of(new Span(3, 12), new Span(17, 24), new Span(26, 33)),
                                Set.of())),
                        false));
    }

    @Test
    void aSchemeInDisguiseIsDefanged() {
        assertThat(extractor.extract("hxxp://evil.ru/a").found())
                .singleElement()
                .satisfies(ioc -> {
                    assertThat(ioc.defanged()).isTrue();
                    assertThat(ioc.original()).isEqualTo("hxxp://evil.ru/a");
                });
        assertThat(extractor.extract("http:\\/\\/evil.ru").found())
                .singleElement()
                .satisfies(ioc -> assertThat(ioc.defanged()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, PRIVATE", "172.31.0.1, PRIVATE", "192.168.0.1, PRIVATE", "fd00::1, PRIVATE",
        "127.0.0.1, LOOPBACK", "::1, LOOPBACK", "169.254.169.254, LINK_LOCAL", "fe80::1, LINK_LOCAL",
        "224.0.0.251, MULTICAST", "ff02::1, MULTICAST", "203.0.113.9, DOCUMENTATION", "2001:db8::1, DOCUMENTATION",
        "100.64.1.1, SHARED", "240.0.0.1, RESERVED", "198.18.0.1, RESERVED", "::ffff:10.0.0.1, PRIVATE"
    })
    void addressesOfSpecialPurposeAreFlagged(String address, AddressFlag flag) {
        assertThat(extractor.extract(address).found())
                .singleElement()
                .satisfies(ioc -> assertThat(ioc.flags()).containsExactly(flag));
    }

    @Test
    void publicAddressesHaveNoFlagAndNetworksThoseOfTheirAddress() {
        assertThat(extractor
                        .extract("172.32.0.1 11.0.0.1 2a02:c7e::a 10.0.0.0/8")
                        .found())
                .extracting(Ioc::flags)
                .containsExactly(Set.of(), Set.of(), Set.of(), Set.of(AddressFlag.PRIVATE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip|ipv4 81.2.69.160, ipv6 2a02:c7e::a",
                "IPv4|ipv4 81.2.69.160",
                "hash|md5 5f4dcc3b5aa765d61d8327deb882cf99",
                "sha1|",
                "url|url http://evil.ru/a",
                "cve|cve CVE-2021-44228",
                "email|email ana@evil.com",
                "domain|domain evil.ru, domain evil.com"
            })
    void aFilterSelects(String filter, String expected) {
        List<String> found = found(IocOptions.of(List.of(filter), false));
        assertThat(String.join(", ", found)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void hostsAreRepeatedOnlyWhenAsked() {
        String text = "http://evil.ru/a ana@evil.com http://81.2.69.160/";
        assertThat(extractor.extract(text).found()).extracting(Ioc::value).doesNotContain("evil.ru", "evil.com");
        assertThat(extractor.extract(text, IocOptions.of(List.of(), true)).found())
                .filteredOn(ioc -> ioc.type() == IocType.DOMAIN)
                .extracting(Ioc::value)
                .containsExactly("evil.ru", "evil.com");
    }

    @Test
    void anUnknownTypeAndNoTypeAreRefused() {
        assertThatThrownBy(() -> IocOptions.of(List.of("user"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user");
        assertThatThrownBy(() -> new IocOptions(Set.of(), false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsOverTheLimitsIsSaidToBeCut() {
        String many = "evil.ru ".repeat(200);
        assertThat(extractor.extract(many).found()).singleElement().satisfies(ioc -> {
            assertThat(ioc.count()).isEqualTo(200);
            assertThat(ioc.occurrences()).hasSize(IocExtractor.MAX_OCCURRENCES);
        });
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; i <= IocExtractor.MAX_FOUND; i++) {
            distinct.append("h").append(i).append(".evil.ru ");
        }
        IocResult result = extractor.extract(distinct.toString());
        assertThat(result.truncated()).isTrue();
        assertThat(result.found()).hasSize(IocExtractor.MAX_FOUND);
        assertThat(extractor.extract("x ".repeat(IocExtractor.MAX_TEXT)).truncated())
                .isTrue();
        assertThat(extractor.extract(many).truncated()).isFalse();
    }

    private List<String> found(IocOptions options) {
        return extractor.extract(REPORT, options).found().stream()
                .map(ioc -> ioc.type().wireName() + " " + ioc.value())
                .toList();
    }
}
