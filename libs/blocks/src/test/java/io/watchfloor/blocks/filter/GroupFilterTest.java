package io.watchfloor.blocks.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFilterTest {

    @Test
    void rowsHoldTheBitsOfTheBlocks() {
        List<BlockFilter> blocks = blocks(1, 21);

        GroupFilter group = group(blocks);

        assertThat(group.shape().blocks()).isEqualTo(21);
        for (int b = 0; b < blocks.size(); b++) {
            assertSameBits(group, b, blocks.get(b));
        }
    }

    @Test
    void mergedGroupsHaveAllBitsOfTheirBlocks() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            List<GroupFilter> groups = new ArrayList<>();
            List<BlockFilter> all = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                List<BlockFilter> blocks = blocks(random.nextLong(), random.nextInt(1, 20));
                groups.add(group(blocks));
                all.addAll(blocks);
            }

            GroupFilter merged = GroupFilter.merge(groups);

            assertThat(merged.shape().blocks()).isEqualTo(all.size());
            for (int b = 0; b < all.size(); b++) {
                assertHasBits(merged, b, all.get(b));
            }
        }
    }

    @Test
    void groupsThatAreAlikeMergeToTheGroupOfTheirBlocks() {
        List<BlockFilter> one = blocks(1, 13, 200);
        List<BlockFilter> other = blocks(2, 24, 200);

        GroupFilter merged = GroupFilter.merge(List.of(group(one), group(other)));

        List<BlockFilter> all = new ArrayList<>(one);
        all.addAll(other);
        GroupFilter expected = group(all);
        assertThat(merged.shape()).isEqualTo(expected.shape());
        assertThat(merged.tokens()).isEqualTo(expected.tokens());
        assertThat(merged.grams()).isEqualTo(expected.grams());
    }

    @Test
    void oneLargeBlockDoesNotDoubleTheGroup() {
        List<BlockFilter> blocks = new ArrayList<>(blocks(1, 63, 100));
        int rows = group(blocks).shape().tokenRows();
        blocks.addAll(blocks(1, 1, 300));

        assertThat(blocks.getLast().shape().tokenRows()).isGreaterThan(rows);
        assertThat(group(blocks).shape().tokenRows()).isEqualTo(rows);
    }

    @Test
    void aHalvedFilterIsAsIfItHadBeenMadeSo() {
        BlockTokens tokens = new BlockTokens();
        new RandomEvents(1).block(200).forEach(new EventTokens(tokens)::event);
        BlockFilter block = BlockFilter.of(tokens);
        int rows = block.shape().tokenRows() / 4;
        FilterShape smaller = new FilterShape(rows, 64, 1);
        byte[] expected = new byte[rows / 8];
        for (long hash : tokens.tokens()) {
            for (int i = 0; i < FilterShape.HASHES; i++) {
                int row = BlockFilter.tokenRow(hash, i, smaller);
                expected[row / 8] |= (byte) (1 << (row & 7));
            }
        }

        assertThat(block.bits(Part.TOKENS, rows)).isEqualTo(expected);
        assertThat(block.load(Part.TOKENS).fillAt(rows)).isBetween(0.8, 1.0);
    }

    @Test
    void storedBytesReadBack() {
        GroupFilter group = group(blocks(3, 9));
        BlockFilter block = blocks(4, 1).getFirst();

        GroupFilter read = GroupFilter.read(group.shape().bytes(), group.tokens(), group.grams());

        assertThat(read.shape()).isEqualTo(group.shape());
        assertThat(FilterShape.read(group.shape().bytes())).isEqualTo(group.shape());
        assertThat(BlockFilter.read(block.bytes()).bytes()).isEqualTo(block.bytes());
        assertThat(BlockFilter.read(block.bytes()).shape()).isEqualTo(block.shape());
    }

    @Test
    void theHeaderIsSevenBytes() {
        assertThat(new FilterShape(1_024, 4_096, 513).bytes()).containsExactly(1, 10, 12, 1, 2, 0, 0);
    }

    @Test
    void hostileHeadersAreRefused() {
        byte[] good = new FilterShape(1_024, 4_096, 513).bytes();
        refusedHeader(new byte[0], "7 bytes");
        refusedHeader(Arrays.copyOf(good, 8), "7 bytes");
        refusedHeader(with(good, 0, 2), "version 2");
        refusedHeader(with(good, 1, 5), "rows of tokens");
        refusedHeader(with(good, 1, 31), "out of range");
        refusedHeader(with(good, 1, -1), "out of range");
        refusedHeader(with(good, 2, 23), "rows of grams");
        refusedHeader(with(good, 6, -1), "blocks");
        refusedHeader(with(good, 5, 1), "blocks");
        refusedHeader(with(with(good, 1, 26), 4, 255), "1 GiB");
    }

    @Test
    void arraysOfAnotherLengthAreRefused() {
        GroupFilter group = group(blocks(3, 9));
        byte[] header = group.shape().bytes();
        byte[] cut = Arrays.copyOf(group.tokens(), 3);

        assertThatThrownBy(() -> GroupFilter.read(header, cut, group.grams()))
                .isInstanceOf(MalformedFilterException.class)
                .hasMessageContaining("rows of tokens");
        assertThatThrownBy(() -> GroupFilter.read(header, group.tokens(), cut))
                .isInstanceOf(MalformedFilterException.class)
                .hasMessageContaining("rows of grams");
    }

    @Test
    void hostileFiltersOfBlocksAreRefused() {
        byte[] good = blocks(1, 1).getFirst().bytes();
        for (byte[] bad : List.of(
                new byte[0],
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1),
                with(good, 0, 9),
                with(good, 1, 26),
                with(good, 1, 64),
                with(good, 2, -3))) {
            assertThatThrownBy(() -> BlockFilter.read(bad)).isInstanceOf(MalformedFilterException.class);
        }
    }

    @Test
    void anyBytesAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(9);
        byte[] good = blocks(1, 1).getFirst().bytes();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bytes[random.nextInt(4)] = (byte) random.nextInt();
            }
            try {
                assertThat(BlockFilter.read(bytes).bytes()).isEqualTo(bytes);
            } catch (MalformedFilterException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void aGroupNeedsABlock() {
        GroupFilterBuilder none = new GroupFilterBuilder();
        assertThatThrownBy(none::build).isInstanceOf(MalformedFilterException.class);
        assertThatThrownBy(() -> GroupFilter.merge(List.of())).isInstanceOf(MalformedFilterException.class);
    }

    private static void refusedHeader(byte[] header, String why) {
        assertThatThrownBy(() -> FilterShape.read(header))
                .isInstanceOf(MalformedFilterException.class)
                .hasMessageContaining(why);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    /** Blocks of 1 to 60 events. */
    private static List<BlockFilter> blocks(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomEvents events = new RandomEvents(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> Filters.of(events.block(random.nextInt(1, 60))))
                .toList();
    }

    /** Blocks of a kind, of so many events. */
    private static List<BlockFilter> blocks(long seed, int count, int size) {
        RandomEvents events = new RandomEvents(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> Filters.of(events.block(1, size)))
                .toList();
    }

    private static GroupFilter group(List<BlockFilter> blocks) {
        GroupFilterBuilder builder = new GroupFilterBuilder();
        blocks.forEach(builder::add);
        assertThat(builder.size()).isEqualTo(blocks.size());
        return builder.build();
    }

    private static void assertHasBits(GroupFilter group, int b, BlockFilter block) {
        for (Part part : Part.values()) {
            byte[] bits = block.bits(part, group.shape().rows(part));
            byte[] rows = part == Part.TOKENS ? group.tokens() : group.grams();
            for (int row = 0; row < group.shape().rows(part); row++) {
                int at = row * group.shape().rowBytes() + b / 8;
                assertThat(rows[at] >> (b & 7) & 1).isGreaterThanOrEqualTo(bits[row / 8] >> (row & 7) & 1);
            }
        }
    }

    private static void assertSameBits(GroupFilter group, int b, BlockFilter block) {
        for (Part part : Part.values()) {
            byte[] bits = block.bits(part, group.shape().rows(part));
            byte[] rows = part == Part.TOKENS ? group.tokens() : group.grams();
            for (int row = 0; row < group.shape().rows(part); row++) {
                int at = row * group.shape().rowBytes() + b / 8;
                assertThat(rows[at] >> (b & 7) & 1)
                        .as("row %d of %s, block %d", row, part, b)
                        .isEqualTo(bits[row / 8] >> (row & 7) & 1);
            }
        }
    }
}
