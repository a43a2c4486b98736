package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.search.store.TopValues.Entry;
import io.watchfloor.search.store.TopValues.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopValuesTest {
    private static final Limits ROOM = new Limits(1_000, 1 << 20);

    @Test
    void whatFitsInIsExactAndTheMostFrequentComeFirst() {
        TopValues values = new TopValues(ROOM);
        values.add("b", 2);
        values.add(4625, 3);
        values.add("a", 2);
        values.add(true, 1);
        values.add("b", 1);

        assertThat(values.top(3)).containsExactly(new Entry(4625, 3), new Entry("b", 3), new Entry("a", 2));
        assertThat(values.distinct()).isEqualTo(4);
        assertThat(values.sum()).isEqualTo(9);
        assertThat(values.error()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAreTooHighByTheErrorAtMostAndNothingFrequentIsMissing(long seed) {
        Random random = new Random(seed);
        Limits limits = new Limits(4 + random.nextInt(60), 1 << 20);
        Map<Object, Long> truth = new HashMap<>();
        TopValues whole = new TopValues(limits);
        for (int part = 0; part < 5; part++) {
            TopValues of = new TopValues(limits);
            for (int i = 0; i < 3_000; i++) {
                // Some are frequent, most are hardly ever there.
                String value = "v" + (int) Math.abs(random.nextGaussian() * random.nextGaussian() * 100);
                int events = 1 + random.nextInt(3);
                truth.merge(value, (long) events, Long::sum);
                of.add(value, events);
            }
            whole.add(of);
        }

        Map<Object, Long> counted = new HashMap<>();
        whole.top(Integer.MAX_VALUE).forEach(entry -> counted.put(entry.value(), entry.count()));
        assertThat(counted).hasSizeLessThanOrEqualTo(limits.most());
        assertThat(whole.sum())
                .isEqualTo(truth.values().stream().mapToLong(Long::longValue).sum());
        truth.forEach((value, count) -> assertThat(counted.getOrDefault(value, count))
                .as("%s of seed %d", value, seed)
                .isBetween(count, count + whole.error()));
        truth.forEach((value, count) -> assertThat(counted.containsKey(value) || count <= whole.error())
                .as("%s of seed %d", value, seed)
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTopIsTheBeginningOfAll(long seed) {
        Random random = new Random(seed);
        TopValues values = new TopValues(ROOM);
        IntStream.range(0, 1_000).forEach(i -> values.add("v" + random.nextInt(700), 1 + random.nextInt(3)));
        List<Entry> all = values.top(Integer.MAX_VALUE);

        assertThat(all).hasSize(values.distinct());
        for (int most : new int[] {0, 1, 7, 20, all.size() - 1, all.size()}) {
            assertThat(values.top(most)).isEqualTo(all.subList(0, most));
        }
    }

    @Test
    void partsThatFitInGiveAnExactWhole() {
        TopValues one = new TopValues(ROOM);
        TopValues other = new TopValues(ROOM);
        IntStream.range(0, 500).forEach(i -> one.add("v" + i, i + 1));
        IntStream.range(400, 900).forEach(i -> other.add("v" + i, 1));
        one.add(other);

        assertThat(one.error()).isZero();
        assertThat(one.distinct()).isEqualTo(900);
        assertThat(one.top(1)).containsExactly(new Entry("v499", 501));
    }

    @Test
    void longValuesTakeNoMoreRoomThanThereIs() {
        TopValues values = new TopValues(new Limits(10_000, 100_000));
        IntStream.range(0, 300).forEach(i -> values.add(i + "x".repeat(10_000), 1));
        values.add("often", 50);

        assertThat(values.distinct()).isLessThan(7);
        assertThat(values.error()).isPositive();
        List<Entry> top = values.top(1);
        assertThat(top.getFirst().value()).isEqualTo("often");
        assertThat(top.getFirst().count()).isBetween(50L, 50 + values.error());
    }

    @Test
    void uniqueValuesRaiseTheErrorSlowly() {
        TopValues values = new TopValues(ROOM);
        IntStream.range(0, 100_000).forEach(i -> values.add("id" + i, 1));

        assertThat(values.error()).isBetween(1L, 200L);
    }
}
