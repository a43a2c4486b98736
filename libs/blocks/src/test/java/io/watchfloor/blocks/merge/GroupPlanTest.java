package io.watchfloor.blocks.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.blocks.merge.GroupPlan.Member;
import io.watchfloor.blocks.merge.GroupPlan.Piece;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupPlanTest {
    @Test
    void neighboursBecomeAGroupAndTheRestWaits() {
        List<Member> blocks =
                LongStream.range(0, 150).mapToObj(id -> new Member(id, 100)).toList();
        List<Long> ids = blocks.stream().map(Member::id).toList();
        assertThat(GroupPlan.USUAL.ofBlocks(blocks)).containsExactly(ids.subList(0, 64), ids.subList(64, 128));
        assertThat(GroupPlan.USUAL.ofBlocks(blocks.subList(0, 63))).isEmpty();
    }

    @Test
    void neighboursWithLargeFiltersComeIntoGroupsOfTheirOwn() {
        GroupPlan plan = new GroupPlan(2, 2, 1_000);
        List<Member> blocks = LongStream.range(0, 12)
                .mapToObj(id -> new Member(id, id % 2 == 0 ? 900 : 100))
                .toList();
        assertThat(plan.ofBlocks(blocks))
                .containsExactly(
                        List.of(1L, 3L),
                        List.of(5L, 7L),
                        List.of(0L, 2L),
                        List.of(4L, 6L),
                        List.of(9L, 11L),
                        List.of(8L, 10L));
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
