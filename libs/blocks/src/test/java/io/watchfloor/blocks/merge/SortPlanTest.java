package io.watchfloor.blocks.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.blocks.merge.SortPlan.Piece;
import io.watchfloor.blocks.merge.SortPlan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SortPlanTest {
    private static final long DAY = 86_400_000;
    private static final SortPlan PLAN = new SortPlan(1_000, 50, 20, 200);

    @Test
    void whatIsEnoughIsSortedOutAndTheRestWaits() {
        List<Piece> pieces = pieces(9, 600, 0);
        assertThat(PLAN.of(pieces, DAY))
                .containsExactly(
                        new Step(pieces.subList(0, 2), 50, 1),
                        new Step(pieces.subList(2, 4), 50, 1),
                        new Step(pieces.subList(4, 6), 50, 1),
                        new Step(pieces.subList(6, 8), 50, 1));
    }

    @Test
    void whatWasSortedOutWaitsForOthersOfItsLevel() {
        List<Piece> pieces = List.of(piece(1, 900, 0), piece(2, 900, 1), piece(3, 900, 1));
        assertThat(PLAN.of(pieces, DAY)).containsExactly(new Step(pieces.subList(1, 3), 50, 2));
    }

    @Test
    void manySmallBlocksArePutTogether() {
        List<Piece> pieces = pieces(17, 3, 0);
        assertThat(PLAN.of(pieces, DAY)).containsExactly(new Step(pieces.subList(0, 16), 50, 0));
        assertThat(PLAN.of(pieces.subList(0, 15), DAY)).isEmpty();
    }

    @Test
    void largeEventsAreSortedOutInFewerRows() {
        Piece large = new Piece(1, 20, 9 << 20, 0, 0);
        assertThat(PLAN.of(List.of(large, piece(2, 10, 0)), DAY)).containsExactly(new Step(List.of(large), 50, 1));
    }

    @Test
    void aDayIsOverAnHourAfterItsEnd() {
        List<Piece> pieces = List.of(piece(1, 150, 0), piece(2, 150, 2));
        assertThat(PLAN.of(pieces, DAY + 3_599_999)).isEmpty();
        assertThat(PLAN.of(pieces, DAY + 3_600_000)).containsExactly(new Step(pieces, 20, SortPlan.LAST_LEVEL));
    }

    @Test
    void whatComesLateWaitsForMore() {
        assertThat(PLAN.of(pieces(7, 10, 0), 3 * DAY)).isEmpty();
        assertThat(PLAN.of(pieces(8, 10, 0), 3 * DAY)).hasSize(1);
    }

    @RepeatedTest(100)
    void repeatedItEnds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < random.nextInt(200); i++) {
            pieces.add(new Piece(i, 1 + random.nextInt(400), 1_000, 0, random.nextLong(3 * DAY)));
        }
        int rows = pieces.stream().mapToInt(Piece::rows).sum();
        long newest = random.nextLong(4 * DAY);
        int rounds = 0;
        for (List<Step> steps = PLAN.of(pieces, newest); !steps.isEmpty(); steps = PLAN.of(pieces, newest)) {
            assertThat(rounds++).isLessThan(20);
            Set<Piece> used = new HashSet<>();
            for (Step step : steps) {
                assertThat(step.pieces()).allMatch(used::add);
                assertThat(step.pieces().stream()
                                .map(each -> each.minTime() / DAY)
                                .distinct())
                        .hasSize(1);
                pieces.removeAll(step.pieces());
                int left = step.pieces().stream().mapToInt(Piece::rows).sum();
                // At worst no dataset has enough for a block of its own.
                pieces.add(new Piece(
                        pieces.size() + 10_000L * rounds,
                        left,
                        1_000,
                        step.level(),
                        step.pieces().getFirst().minTime()));
            }
        }
        assertThat(pieces.stream().mapToInt(Piece::rows).sum()).isEqualTo(rows);
    }

    private static List<Piece> pieces(int count, int rows, int level) {
        return LongStream.range(0, count).mapToObj(id -> piece(id, rows, level)).toList();
    }

    private static Piece piece(long id, int rows, int level) {
        return new Piece(id, rows, 1_000, level, id);
    }
}
