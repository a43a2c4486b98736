package io.watchfloor.blocks.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.query.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTokensTest {

    @Test
    void aTextGivesItsFoldedWords() {
        assertThat(tokens(Map.of("a", "Failed PASSWORD für_Ärger, 4625!")))
                .containsExactlyInAnyOrder(with(
                        whole("failed password für_ärger, 4625!"),
                        words("a", "failed", "password", "für_ärger", "4625")));
    }

    @Test
    void aShortTextOfSeveralWordsIsAlsoKeptWhole() {
        assertThat(tokens(Map.of("a", "WEB-01"))).contains(whole("web-01"));
        assertThat(tokens(Map.of("a", "--"))).contains(whole("--"));
        assertThat(tokens(Map.of("a", "é".repeat(31) + "!-"))).contains(whole("é".repeat(31) + "!-"));
        assertThat(tokens(Map.of("a", "é".repeat(32) + "!"))).as("65 bytes").hasSize(2);
        assertThat(tokens(Map.of("a", "x 0123456789")))
                .as("a word that tells as much")
                .hasSize(3);
        assertThat(tokens(Map.of("a", "10.1.2.3"))).as("an address").doesNotContain(whole("10.1.2.3"));
        assertThat(tokens(Map.of("a", ""))).hasSize(1);
    }

    @Test
    void whatIsKeptWholeIsTheSameForEventsAndQueries() {
        for (String text :
                List.of("web-01", "--", "x 0123456789", "", "word", "é".repeat(32) + "!", "x".repeat(63) + "!")) {
            boolean kept = tokens(Map.of("a", text)).contains(whole(text));
            assertThat(TextReader.whole(text).isPresent()).as(text).isEqualTo(kept);
        }
    }

    @Test
    void aNumberGivesItsTextAndEqualNumbersTheSame() {
        assertThat(tokens(Map.of("a", 4625))).containsExactlyInAnyOrder(words("a", "4625"));
        assertThat(tokens(Map.of("a", 4625.0))).isEqualTo(tokens(Map.of("a", 4625L)));
        assertThat(tokens(Map.of("a", -7.5))).containsExactlyInAnyOrder(words("a", "-7.5"));
    }

    @Test
    void listsGiveEachValueAndTruthNothing() {
        assertThat(tokens(Map.of("a", List.of("x", 5, true)))).containsExactlyInAnyOrder(words("a", "x", "5"));
        assertThat(tokens(Map.of("a", List.of()))).containsExactlyInAnyOrder(words("a"));
    }

    @Test
    void aFieldGivesItsNameAndItsFamilies() {
        assertThat(tokens(Map.of("file.hash.md5", true)))
                .containsExactlyInAnyOrder(
                        TokenHash.field("file.hash.md5"), TokenHash.field("file.hash.*"), TokenHash.field("file.*"));
    }

    @Test
    void fieldsThatAreNotSearchedGiveTheirNameOnly() {
        assertThat(tokens(Map.of("@timestamp", "2025-01-31T10:15:30Z")))
                .containsExactlyInAnyOrder(TokenHash.field("@timestamp"));
        assertThat(tokens(Map.of("watchfloor.sequence", 17))).hasSize(2);
    }

    @Test
    void measuresGiveTheirNameOnlyUnlessTheyAreText() {
        assertThat(tokens(Map.of("network.bytes", 17))).hasSize(2);
        assertThat(tokens(Map.of("network.bytes", "17"))).hasSize(3).contains(TokenHash.word("17"));
    }

    @Test
    void anIpv4AddressGivesItselfAndItsNetworksInEverySpelling() {
        for (String spelling : List.of("10.1.2.3", "::ffff:10.1.2.3", "::FFFF:a01:203")) {
            assertThat(tokens(Map.of("a", spelling)))
                    .as(spelling)
                    .contains(TokenHash.dotted(Dotted.ofAddress(0x0A010203)))
                    .contains(network("10.1.2.3", 120), network("10.1.2.3", 112), network("10.1.2.3", 104));
        }
    }

    @Test
    void anIpv6AddressGivesItselfAndItsNetworks() {
        assertThat(tokens(Map.of("a", "2001:DB8::5%eth0")))
                .contains(network("2001:db8::5", 128), network("2001:db8::", 64))
                .contains(network("2001:db8::", 48), network("2001:db8::", 32));
    }

    @Test
    void anAddressInsideATextIsRemembered() {
        assertThat(tokens(Map.of("message", "from 10.1.2.3 port 22")))
                .contains(TokenHash.dotted(Dotted.ofAddress(0x0A010203)));
        assertThat(tokens(Map.of("message", "ip-10-1-2-3.internal")))
                .contains(TokenHash.dotted(Dotted.ofAddress(0x0A010203)));
        assertThat(tokens(Map.of("message", "1 2 3 x 4"))).hasSize(7);
    }

    @Test
    void aTextGivesTheGramsOfItsFoldedBytes() {
        assertThat(grams("Mimikatz"))
                .containsExactly(gram("mimi"), gram("imik"), gram("mika"), gram("ikat"), gram("katz"));
        assertThat(grams("abc")).isEmpty();
        assertThat(grams("Éa!")).containsExactly(gram("éa!"));
        assertThat(grams("\u212Aelvin")).as("the Kelvin sign folds to k").isEqualTo(grams("kelvin"));
        assertThat(grams("ab\uD800z")).as("half a character").isEqualTo(grams("ab?z"));
        assertThat(grams("ab\uD800zé")).as("half a character among others").isEqualTo(grams("ab?zé"));
        assertThat(grams("\uD83D\uDE00")).containsExactly(gram("\uD83D\uDE00"));
    }

    @Test
    void idsAddressesAndNumbersGiveNoGrams() {
        assertThat(grams("0AF3c44d-1111-2222-3333-444455556666")).isEmpty();
        assertThat(grams("{0af3}")).isEmpty();
        assertThat(grams("10.1.2.3")).isEmpty();
        assertThat(grams("2001:db8::1")).isEmpty();
        assertThat(grams("0x3e7")).isEmpty();
        assertThat(grams("0af3g")).isNotEmpty();
    }

    @Test
    void theEncoderGivesAllThatTheEventsHave() {
        for (int kind = 0; kind < RandomEvents.KINDS.size(); kind++) {
            List<Map<String, Object>> events = new RandomEvents(3).block(kind, 100);
            BlockTokens ofEvents = new BlockTokens();
            events.forEach(new EventTokens(ofEvents)::event);
            BlockTokens ofEncoder = new BlockTokens();

            assertThat(BlockEncoder.encode(events, new EventTokens(ofEncoder)).rows())
                    .isEqualTo(100);

            assertThat(BlockFilter.of(ofEncoder).bytes())
                    .isEqualTo(BlockFilter.of(ofEvents).bytes());
        }
    }

    @Test
    void aClearedSetIsLikeANewOne() {
        BlockTokens used = new BlockTokens();
        EventTokens events = new EventTokens(used);
        new RandomEvents(1).block(600).forEach(events::event);
        used.clear();
        assertThat(used.tokenCount()).isZero();
        assertThat(used.gramCount()).isZero();
        Map<String, Object> event = new RandomEvents(2).block(1).getFirst();
        BlockTokens fresh = new BlockTokens();
        new EventTokens(fresh).event(event);

        events.event(event);

        assertThat(BlockFilter.of(used).bytes()).isEqualTo(BlockFilter.of(fresh).bytes());
    }

    @Test
    void theSetGrowsAndKeepsAllHashesAlsoZero() {
        BlockTokens tokens = new BlockTokens();
        long[] hashes =
                IntStream.range(0, 50_000).mapToLong(i -> TokenHash.mix(i)).toArray();
        for (int twice = 0; twice < 2; twice++) {
            for (long hash : hashes) {
                tokens.addToken(hash);
            }
        }
        for (int gram = 0; gram < 5_000; gram++) {
            tokens.addGram(gram);
            tokens.addGram(gram);
        }

        assertThat(tokens.tokens()).containsExactlyInAnyOrder(hashes).contains(0);
        assertThat(tokens.grams()).hasSize(5_000);
    }

    private static Long[] words(String field, String... words) {
        List<Long> hashes = new ArrayList<>(List.of(TokenHash.field(field)));
        Arrays.stream(words).map(TokenHash::word).forEach(hashes::add);
        return hashes.toArray(Long[]::new);
    }

    private static Long[] with(long hash, Long[] others) {
        List<Long> hashes = new ArrayList<>(List.of(others));
        hashes.add(hash);
        return hashes.toArray(Long[]::new);
    }

    private static long whole(String folded) {
        byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
        return TokenHash.whole(bytes, bytes.length);
    }

    private static List<Long> tokens(Map<String, ?> event) {
        BlockTokens tokens = new BlockTokens();
        new EventTokens(tokens).event(event);
        return Arrays.stream(tokens.tokens()).boxed().toList();
    }

    private static List<Integer> grams(String text) {
        BlockTokens tokens = new BlockTokens();
        new EventTokens(tokens).event(Map.of("a", text));
        return Arrays.stream(tokens.grams()).boxed().toList();
    }

    private static int gram(String fourBytes) {
        byte[] bytes = fourBytes.getBytes(StandardCharsets.UTF_8);
        return TokenHash.gram(java.nio.ByteBuffer.wrap(bytes).getInt());
    }

    private static long network(String address, int bits) {
        Address parsed = Address.parse(address);
        return TokenHash.network(parsed.high(), parsed.low(), bits);
    }
}
