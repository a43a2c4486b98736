package io.watchfloor.blocks.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.Address;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vectors of docs/block-filters.md, computed by another program. They never change within a version. */
class TokenHashTest {

    @Test
    void theStateIsFnv1a() {
        long state = TokenHash.BASIS;
        for (byte octet : "foobar".getBytes(StandardCharsets.US_ASCII)) {
            state = TokenHash.step(state, octet);
        }

        assertThat(state).isEqualTo(0x85944171F73967E8L);
    }

    @Test
    void wordsAndNumbersHashAsTheirText() {
        assertThat(TokenHash.word("admin")).isEqualTo(0xDCEA9DF5019187C5L);
        assertThat(TokenHash.word("4625")).isEqualTo(0x52413E6B569B8F20L);
        assertThat(TokenHash.word("-7")).isEqualTo(0xCB5B5D460B437AF0L);
        assertThat(TokenHash.word("4625.5")).isEqualTo(0x0AB4B7A2A26752B9L);
        assertThat(TokenHash.word("straße")).isEqualTo(0x53AB023EA09FDD22L);
        assertThat(TokenHash.word("ärger")).isEqualTo(0xDC0BC2784A42BA5BL);
    }

    @Test
    void fieldsHashBehindTheirMark() {
        assertThat(TokenHash.field("source.ip")).isEqualTo(0x0AB8C079A6077099L);
        assertThat(TokenHash.field("file.hash.*")).isEqualTo(0x6B4A3F537045E146L);
    }

    @Test
    void networksHashAsTheirPrefixOf128Bits() {
        assertThat(network("10.1.2.3", 120)).isEqualTo(0x485D0E9CEE351C72L);
        assertThat(network("10.1.2.3", 112)).isEqualTo(0xC764760FA296300DL);
        assertThat(network("::ffff:10.1.2.3", 104)).isEqualTo(0x7DC17F3818F13464L);
        assertThat(network("2001:db8:1:2::5", 128)).isEqualTo(0xDD56F8E7D0F596B2L);
        assertThat(network("2001:db8:1:2::5", 64)).isEqualTo(0xC6F398AF181778C1L);
        assertThat(network("2001:db8:1:2::5", 48)).isEqualTo(0x59D82888A0B6BD84L);
        assertThat(network("2001:db8:1:2::5", 32)).isEqualTo(0x017F24DB19F2D141L);
    }

    private static long network(String address, int bits) {
        Address parsed = Address.parse(address);
        return TokenHash.network(parsed.high(), parsed.low(), bits);
    }

    @Test
    void fourNumbersHashWithTheirDigits() {
        assertThat(TokenHash.dotted(Dotted.ofAddress(0x0A010203L))).isEqualTo(0x7CB141CC4E35DF5AL);
        assertThat(TokenHash.dotted(dotted("007.1.2.255"))).isEqualTo(0x9D39F94BE6527891L);
        assertThat(dotted("10.1.2.3")).isEqualTo(Dotted.ofAddress(0x0A010203L));
    }

    private static long dotted(String text) {
        Dotted dotted = new Dotted();
        boolean complete = false;
        for (String part : text.split("\\.")) {
            complete = dotted.token(part.getBytes(StandardCharsets.US_ASCII), 0, part.length());
        }
        assertThat(complete).isTrue();
        return dotted.four();
    }

    @Test
    void wholeTextsHashBehindTheirMark() {
        byte[] bytes = "web-01 ".getBytes(StandardCharsets.US_ASCII);
        assertThat(TokenHash.whole(bytes, 6)).isEqualTo(0x79C93DC0796ED7A1L);
    }

    @Test
    void gramsHashTo22Bits() {
        assertThat(TokenHash.gram(0x6B61747A)).as("katz").isEqualTo(0x197BFE);
        assertThat(TokenHash.gram(0x6D696D69)).as("mimi").isEqualTo(0x3741CF);
        assertThat(TokenHash.gram(0xC3A93F61)).as("é?a").isEqualTo(0x1727D0);
    }

    @Test
    void aTokenSetsEightBitsByDoubleHashing() {
        FilterShape shape = new FilterShape(1_024, 64, 1);

        assertThat(IntStream.range(0, FilterShape.HASHES)
                        .map(i -> BlockFilter.tokenRow(TokenHash.word("admin"), i, shape)))
                .containsExactly(965, 442, 943, 420, 921, 398, 899, 376);
    }
}
