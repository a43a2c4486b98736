package io.watchfloor.detection.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import io.watchfloor.detection.coverage.OffsetRanges.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OffsetRangesTest {
    @Test
    void rangesThatTouchOrOverlapAreOne() {
        assertThat(ranges(1, 3, 3, 5, 4, 9, 11, 12).places())
                .containsExactly(new Placed(0, new Range(1, 9)), new Placed(0, new Range(11, 12)));
    }

    @Test
    void partitionsThatTheStartDoesNotKnowBeginAtZero() {
        assertThat(OffsetRanges.between(Map.of(0, 5L), Map.of(0, 5L, 1, 2L)).places())
                .containsExactly(new Placed(1, new Range(0, 2)));
    }

    @RepeatedTest(200)
    void setsAreThoseOfTheirOffsets(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BitSet one = new BitSet();
        BitSet two = new BitSet();
        OffsetRanges left = random(random, one);
        OffsetRanges right = random(random, two);
        assertThat(offsets(left.plus(right))).isEqualTo(or(one, two));
        BitSet minus = (BitSet) one.clone();
        minus.andNot(two);
        assertThat(offsets(left.minus(right))).isEqualTo(minus);
        BitSet and = (BitSet) one.clone();
        and.and(two);
        assertThat(offsets(left.and(right))).isEqualTo(and);
        assertThat(left.size()).isEqualTo(one.cardinality());
    }

    private static OffsetRanges random(Random random, BitSet offsets) {
        List<Placed> places = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(40);
            int to = from + 1 + random.nextInt(10);
            offsets.set(from, to);
            places.add(new Placed(0, new Range(from, to)));
        }
        return OffsetRanges.of(places);
    }

    private static BitSet offsets(OffsetRanges ranges) {
        BitSet offsets = new BitSet();
        ranges.places()
                .forEach(place -> offsets.set(
                        (int) place.range().from(), (int) place.range().to()));
        return offsets;
    }

    private static BitSet or(BitSet one, BitSet two) {
        BitSet both = (BitSet) one.clone();
        both.or(two);
        return both;
    }

    private static OffsetRanges ranges(long... ends) {
        List<Placed> places = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            places.add(new Placed(0, new Range(ends[i], ends[i + 1])));
        }
        return OffsetRanges.of(places);
    }
}
