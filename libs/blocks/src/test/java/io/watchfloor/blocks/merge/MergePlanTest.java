package io.watchfloor.blocks.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.blocks.merge.MergePlan.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MergePlanTest {
    private static final long DAY = 86_400_000;

    @Test
    void neighboursInTimeFillABlock() {
        assertThat(MergePlan.of(List.of(piece(1, 300, 0), piece(2, 300, 20), piece(3, 300, 10)), 0))
                .containsExactly(List.of(piece(1, 300, 0), piece(3, 300, 10)));
    }

    @Test
    void whatFillsNoBlockStays() {
        assertThat(MergePlan.of(List.of(piece(1, 300, 0), piece(2, 200, 1)), 0)).isEmpty();
    }

    @Test
    void daysStayApart() {
        assertThat(MergePlan.of(List.of(piece(1, 511, DAY - 1), piece(2, 511, DAY)), 0))
                .isEmpty();
    }

    @Test
    void fullBlocksOfAStepMakeOneOfTheNext() {
        List<Piece> four = List.of(piece(1, 512, 0), piece(2, 512, 1), piece(3, 512, 2), piece(4, 512, 3));
        assertThat(MergePlan.of(four, 0)).containsExactly(four);
        assertThat(MergePlan.of(List.of(piece(1, 2_048, 0), piece(2, 5_000, 1)), 0))
                .isEmpty();
    }

    @Test
    void aFewEventsOfADayThatIsOverAreMergedAndOneBlockMoreWaits() {
        List<Piece> four = List.of(piece(1, 30, 0), piece(2, 80, 1), piece(3, 600, 2), piece(4, 1, 3));
        assertThat(MergePlan.of(four, DAY)).containsExactly(four);
        assertThat(MergePlan.of(four.subList(0, 3), DAY)).isEmpty();
        List<Piece> enough = List.of(piece(1, 40, 0), piece(2, 1_500, 1), piece(3, 509, 2), piece(4, 9, 3));
        assertThat(MergePlan.of(enough, DAY)).containsExactly(enough.subList(0, 3));
        assertThat(MergePlan.of(enough, 0)).isEmpty();
    }

    @RepeatedTest(200)
    void repeatedUntilNothingIsLeftItLosesNothingAndEnds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < random.nextInt(400); i++) {
            pieces.add(piece(i, 1 + random.nextInt(700), random.nextLong(3 * DAY)));
        }
        long rows = rows(pieces);
        for (List<List<Piece>> plan = MergePlan.of(pieces, 2 * DAY);
                !plan.isEmpty();
                plan = MergePlan.of(pieces, 2 * DAY)) {
            Set<Piece> used = new HashSet<>();
            for (List<Piece> set : plan) {
                assertThat(set).hasSizeGreaterThan(1).allMatch(used::add);
                assertThat(set.stream().map(each -> each.minTime() / DAY))
                        .containsOnly(set.getFirst().minTime() / DAY);
                pieces.removeAll(set);
                pieces.add(piece(
                        pieces.size() + 10_000L, (int) rows(set), set.getFirst().minTime()));
            }
        }
        assertThat(rows(pieces)).isEqualTo(rows);
        assertThat(pieces.stream()
                        .filter(each -> each.rows() < 512)
                        .mapToInt(Piece::rows)
                        .sum())
                .isLessThan(3 * (512 + 64));
    }

    private static long rows(List<Piece> pieces) {
        return pieces.stream().mapToLong(Piece::rows).sum();
    }

    private static Piece piece(long id, int rows, long minTime) {
        return new Piece(id, rows, minTime);
    }
}
