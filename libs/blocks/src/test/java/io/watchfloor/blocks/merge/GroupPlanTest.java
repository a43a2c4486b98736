package io.watchfloor.blocks.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.blocks.merge.GroupPlan.Piece;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupPlanTest {
    @Test
    void neighboursBecomeAGroupAndTheRestWaits() {
        List<Long> blocks = LongStream.range(0, 150).boxed().toList();
        assertThat(GroupPlan.USUAL.ofBlocks(blocks)).containsExactly(blocks.subList(0, 64), blocks.subList(64, 128));
        assertThat(GroupPlan.USUAL.ofBlocks(blocks.subList(0, 63))).isEmpty();
    }

    @Test
    void groupsGrowInStepsWithOthersOfTheirSize() {
        List<Piece> small = pieces(0, 9, 64, 1);
        List<Piece> large = pieces(100, 8, 512, 1);
        assertThat(GroupPlan.USUAL.ofGroups(
                        Stream.concat(large.stream(), small.stream()).toList()))
                .containsExactly(small.subList(0, 8), large);
    }

    @Test
    void noGroupBecomesLargerThanCanBeMade() {
        assertThat(GroupPlan.USUAL.ofGroups(pieces(0, 8, 512, 5 << 20))).isEmpty();
        assertThat(GroupPlan.USUAL.ofGroups(pieces(0, 8, 4_096, 1))).isEmpty();
    }

    private static List<Piece> pieces(long first, int count, int blocks, long bytes) {
        return LongStream.range(first, first + count)
                .mapToObj(id -> new Piece(id, blocks, bytes))
                .toList();
    }
}
