package io.watchfloor.blocks.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryLimits;
import io.watchfloor.query.QueryParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterProbeTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");

    /** Tests so far, and those of blocks without a match that were passed over. */
    private int blocksAsked;

    private int blocksPassedOver;

    @Test
    void noBlockWithAMatchIsEverPassedOver() {
        for (long seed = 0; seed < 40; seed++) {
            RandomEvents events = new RandomEvents(seed);
            checkQueries(
                    seed, IntStream.range(0, 11).mapToObj(_ -> events.block(25)).toList());
        }
        assertThat(blocksPassedOver).isGreaterThan(blocksAsked / 2);
    }

    @Test
    void norOneOfOddEvents() {
        for (long seed = 0; seed < 150; seed++) {
            OddEvents events = new OddEvents(seed);
            checkQueries(
                    seed,
                    IntStream.range(0, 9).mapToObj(i -> events.block(1 + i % 3)).toList());
        }
        assertThat(blocksPassedOver).isGreaterThan(blocksAsked / 3);
    }

    private void checkQueries(long seed, List<List<Map<String, Object>>> blocks) {
        List<BlockFilter> filters = blocks.stream().map(Filters::of).toList();
        GroupFilter group = Filters.group(filters);
        RandomQueries queries =
                new RandomQueries(seed, blocks.stream().flatMap(List::stream).toList());
        for (int i = 0; i < 60; i++) {
            Query query = queries.query();
            FilterProbe probe = FilterProbe.of(Evidence.of(query, NOW));
            CompiledQuery compiled = CompiledQuery.of(query, NOW);
            long[] remaining = read(probe.in(group.shape()), group);
            for (int b = 0; b < blocks.size(); b++) {
                boolean matches = blocks.get(b).stream().anyMatch(event -> compiled.matches(Document.of(event)));
                boolean inGroup = isSet(remaining, b);
                boolean alone = probe.mayMatch(filters.get(b));
                blocksAsked += matches ? 0 : 1;
                blocksPassedOver += alone ? 0 : 1;
                assertThat(inGroup)
                        .as("seed %d, block %d alone or in its group: %s", seed, b, query)
                        .isIn(true, alone);
                assertThat(!matches || alone)
                        .as("seed %d, block %d: %s", seed, b, query)
                        .isTrue();
            }
        }
    }

    @Test
    void fewerSlicesLetMoreBlocksThrough() {
        RandomEvents events = new RandomEvents(7);
        List<List<Map<String, Object>>> blocks =
                IntStream.range(0, 70).mapToObj(_ -> events.block(20)).toList();
        GroupFilter group = Filters.group(blocks.stream().map(Filters::of).toList());
        GroupReading reading =
                probe("message:\"failed password\" OR *powershell*").in(group.shape());
        List<byte[]> tokens = Filters.read(group, reading.tokens());
        List<byte[]> grams = Filters.read(group, reading.grams());

        long[] before = reading.blocks(List.of(), List.of());
        assertThat(count(before)).isEqualTo(70);
        for (int n = 1; n <= tokens.size() + grams.size(); n++) {
            long[] after = reading.blocks(
                    tokens.subList(0, Math.min(n, tokens.size())), grams.subList(0, Math.max(0, n - tokens.size())));
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i] & ~before[i]).isZero();
            }
            before = after;
        }
        assertThat(count(before)).isLessThan(70).isPositive();
    }

    @Test
    void aNeedleIsFoundWithEightShortSlices() {
        List<List<Map<String, Object>>> blocks = blocks(1, 64, 100);
        blocks.get(41).set(7, Map.of("message", "an Unmistakable needle"));
        GroupFilter group = Filters.group(blocks.stream().map(Filters::of).toList());

        GroupReading reading = probe("unmistakable").in(group.shape());

        assertThat(reading.tokens()).hasSize(8).allMatch(slice -> slice.length() == 8);
        assertThat(reading.grams()).isEmpty();
        long[] remaining = read(reading, group);
        assertThat(isSet(remaining, 41)).isTrue();
        assertThat(count(remaining)).as("with false positives").isLessThan(4);
    }

    @Test
    void falsePositivesOfTokensStayBelowFourInAThousand() {
        List<BlockFilter> blocks = blocks(2, 48, 512).stream().map(Filters::of).toList();
        SplittableRandom random = new SplittableRandom(3);
        int asked = 0;
        int passed = 0;
        for (int i = 0; i < 2_000; i++) {
            FilterProbe probe = FilterProbe.of(new Evidence.Word("absent" + random.nextInt(1_000_000)));
            for (BlockFilter block : blocks) {
                asked++;
                passed += probe.mayMatch(block) ? 1 : 0;
            }
        }
        assertThat((double) passed / asked).isLessThan(0.004);
    }

    @Test
    void falsePositivesOfLiteralsFallWithTheirLength() {
        List<BlockFilter> blocks = blocks(4, 48, 512).stream().map(Filters::of).toList();
        assertThat(literalsThatPass(blocks, 5)).isLessThan(0.30);
        assertThat(literalsThatPass(blocks, 8)).isLessThan(0.05);
        assertThat(literalsThatPass(blocks, 12)).isLessThan(0.002);
    }

    private static double literalsThatPass(List<BlockFilter> blocks, int length) {
        SplittableRandom random = new SplittableRandom(length);
        int asked = 0;
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder("~");
            while (text.length() < length) {
                text.append((char) ('g' + random.nextInt(20)));
            }
            FilterProbe probe = FilterProbe.of(new Evidence.Literal(java.util.Set.of("*"), text.toString()));
            for (BlockFilter block : blocks) {
                asked++;
                passed += probe.mayMatch(block) ? 1 : 0;
            }
        }
        return (double) passed / asked;
    }

    @Test
    void anAddressInFreeTextAndAWholeValueTellBlocksApart() {
        BlockFilter block = Filters.of(List.of(Map.of(
                "message",
                "10.1.2.3 to 10.3.2.1",
                "host.name",
                "web-01.example",
                "process.name",
                "db-02.test example")));
        for (String query : List.of("10.1.2.3", "\"10.3.2.1\"", "host.name:WEB\\-01.example", "10-1-2-3")) {
            assertThat(probe(query).mayMatch(block)).as(query).isTrue();
        }
        for (String query : List.of("10.2.1.3", "host.name:web\\-02.example", "host.name:db\\-01.test")) {
            assertThat(probe(query).mayMatch(block)).as(query).isFalse();
        }
    }

    @Test
    void everyQueryReadsABoundedNumberOfDifferentSlices() {
        FilterShape shape = new FilterShape(1 << 16, 1 << 16, 64);
        String few = String.join(" OR ", numbered(40));
        String many = String.join(" OR ", numbered(500));
        String all = String.join(" AND ", numbered(500));

        assertDistinct(probe(few).in(shape), 120, GroupReading.MOST_SLICES);
        assertDistinct(probe(many).in(shape), 0, 0);
        assertDistinct(probe(all).in(shape), 16, 64);
        assertDistinct(probe("(" + many + ") AND needle7").in(shape), 8, 8);
        assertDistinct(probe("word1 AND (word1 OR word2)").in(shape), 12, 16);
        assertDistinct(probe("*" + "somewhatlongerliteral".repeat(20) + "*").in(shape), 5, 12);
    }

    private static void assertDistinct(GroupReading reading, int least, int most) {
        List<Slice> slices = new ArrayList<>(reading.tokens());
        slices.addAll(reading.grams());
        assertThat(slices.size()).isBetween(least, most);
        assertThat(new HashSet<>(slices)).hasSameSizeAs(slices);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
    }

    @Test
    void whatCannotBeToldPrunesNothing() {
        for (String query :
                List.of("*", "NOT admin", "admin OR NOT root", "a.b:/.*/", "*dead*", "*10.1*", "x.ip:10.0.0.0/5")) {
            assertThat(probe(query).mayMatch(Filters.of(List.of(Map.of("x.ip", "y", "a.b", "z")))))
                    .as(query)
                    .isTrue();
        }
        assertThat(probe("*").prunes()).isFalse();
        assertThat(probe("*").in(new FilterShape(64, 64, 9)).blocks(List.of(), List.of()))
                .containsExactly(0x1FF);
        assertThat(probe("admin").prunes()).isTrue();
    }

    @Test
    void networksAreFoundByThePrefixesThatAreKept() {
        BlockFilter block = Filters.of(List.of(Map.of("source.ip", List.of("10.20.30.40", "2001:db8:aa:bb::1"))));
        for (String network : List.of(
                "10.20.30.40/32",
                "10.20.30.40/31",
                "10.20.30.0/25",
                "10.20.28.0/22",
                "10.20.16.0/20",
                "10.0.0.0/8",
                "10.20.0.0/14",
                "8.0.0.0/6",
                "2001:db8:aa:bb::/127",
                "2001:db8:aa:b8::/62",
                "2001:db8::/32",
                "2001:db8::/30",
                "2001:db8:aa::/50",
                "::/0")) {
            assertThat(probe("source.ip:" + network).mayMatch(block))
                    .as(network)
                    .isTrue();
        }
        for (String network : List.of(
                "10.20.30.41/32",
                "10.20.30.42/31",
                "10.20.31.0/25",
                "10.20.32.0/22",
                "10.21.16.0/20",
                "11.0.0.0/8",
                "10.24.0.0/14",
                "12.0.0.0/6",
                "2001:db8:aa:bb::2/127",
                "2001:db8:aa:bc::/62",
                "2001:db9::/32",
                "2001:dbc::/30",
                "2001:db8:ab::/50")) {
            assertThat(probe("source.ip:" + network).mayMatch(block))
                    .as(network)
                    .isFalse();
        }
    }

    @Test
    void deepQueriesAreRead() {
        Query query = new Query.FreeText("start");
        for (int depth = 2; depth <= 1_000; depth++) {
            List<Query> both = List.of(query, new Query.FreeText("word" + depth));
            query = depth % 2 == 0 ? new Query.And(both) : new Query.Or(both);
        }
        FilterProbe probe = FilterProbe.of(Evidence.of(query, NOW));

        assertThat(probe.in(new FilterShape(1_024, 64, 9)).tokens()).isNotEmpty();
        assertThat(probe.mayMatch(Filters.of(List.of(Map.of("a", "word1000 word999")))))
                .isTrue();
        assertThat(probe.mayMatch(Filters.of(List.of(Map.of("a", "word998"))))).isFalse();
    }

    @Test
    void slicesOfAnotherLengthAreRefused() {
        GroupReading reading = probe("admin").in(new FilterShape(64, 64, 9));
        assertThatThrownBy(() -> reading.blocks(List.of(new byte[1]), List.of()))
                .isInstanceOf(MalformedFilterException.class);
        assertThatThrownBy(() -> reading.blocks(List.of(), List.of(new byte[2])))
                .isInstanceOf(MalformedFilterException.class);
    }

    private static FilterProbe probe(String query) {
        Query parsed = QueryParser.parse(query, new QueryLimits(1_000_000, 256, 100_000, 1_000));
        return FilterProbe.of(Evidence.of(parsed, NOW));
    }

    private static List<List<Map<String, Object>>> blocks(long seed, int count, int size) {
        RandomEvents events = new RandomEvents(seed);
        return IntStream.range(0, count)
                .<List<Map<String, Object>>>mapToObj(_ -> new ArrayList<>(events.block(size)))
                .toList();
    }

    private static long[] read(GroupReading reading, GroupFilter group) {
        return reading.blocks(Filters.read(group, reading.tokens()), Filters.read(group, reading.grams()));
    }

    private static boolean isSet(long[] bits, int bit) {
        return (bits[bit >> 6] >> bit & 1) != 0;
    }

    private static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
