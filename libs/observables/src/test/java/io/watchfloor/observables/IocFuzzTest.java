package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of any text: texts are put together at random, from seeds, of pieces that begin and break indicators. */
class IocFuzzTest {
    private static final int TEXTS = 4_000;
    private static final int MOST_PIECES = 14;
    private static final List<String> PIECES = List.of(
            "81.2.69.160",
            "81.2",
            ".69",
            ".",
            "[.]",
            "[.",
            ".]",
            "(dot)",
            "[at]",
            "@",
            "evil",
            "evil.ru",
            "Evil.Com",
            "x",
            "_",
            "-",
            " ",
            "  ",
            "\n",
            ":",
            "::",
            "2a02:c7e::a",
            "http://",
            "hxxp://",
            "h**p",
            "[:]//",
            "://",
            "/",
            "//",
            "\\",
            "\\\\",
            "\\n",
            "\\u0041",
            "C:\\",
            "HKLM\\",
            "a b\\",
            "\"",
            "'",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "&quot;",
            "%2F",
            "%",
            "+",
            "?",
            "=",
            ",",
            ";",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "ja3 ",
            "CVE-2021-44228",
            "CVE-",
            "T1059.001",
            "AS64500",
            "1c:bf:ce:11:22:33",
            "/24",
            "/tmp/x",
            "~/",
            "version ",
            "münchen.de",
            "例",
            "\u200b",
            "．",
            "\u0301",
            "\ud83d\ude00",
            "\ud83d",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "0x",
            "o'b@evil.ru",
            "#",
            "|",
            "*",
            "$",
            "…");
    private static final List<IocType> KNOWN_BY_CONTEXT = List.of(
            IocType.JA3, IocType.IMPHASH, IocType.ATTACK_ID, IocType.CIDR, IocType.FILEPATH, IocType.REGISTRY_KEY);

    private final IocExtractor extractor = new IocExtractor();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyValueIsWhereItIsSaidToBeAndIsFoundAgainAlone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            check(text(random));
        }
    }

    private void check(String text) {
        IocResult result = extractor.extract(text);
        int last = 0;
        for (Ioc ioc : result.found()) {
            Span first = ioc.occurrences().getFirst();
            assertThat(text.substring(first.start(), first.end())).as(text).isEqualTo(ioc.original());
            assertThat(ioc.occurrences()).as(text).hasSize(ioc.count()).allMatch(span -> span.end() <= text.length());
            assertThat(first.start()).as(text).isGreaterThanOrEqualTo(last);
            last = first.start();
            foundAgain(ioc, text);
        }
        assertThat(extractor.extract(text)).isEqualTo(result);
    }

    /** Alone, a value has no context; what is left of forms in brackets may make another form. */
    private void foundAgain(Ioc ioc, String text) {
        boolean contextual = KNOWN_BY_CONTEXT.contains(ioc.type())
                || (ioc.type() == IocType.DOMAIN && ioc.defanged())
                || ioc.value().chars().anyMatch(c -> "[]{}()<>".indexOf(c) >= 0);
        if (!contextual) {
            assertThat(extractor.extract(ioc.value()).found())
                    .as("%s in %s", ioc, text)
                    .anyMatch(
                            again -> again.type() == ioc.type() && again.value().equals(ioc.value()));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(MOST_PIECES);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
