package io.watchfloor.rules.correlation;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What sliding spans keep of their hits. */
final class Contents {
    private Contents() {}

    /** How often each value is there. */
    static final class Values implements SlidingHeat.Content {
        private final int least;
        private final Map<String, Integer> counts = new HashMap<>();

        /** @param least different values that are enough */
        Values(int least) {
            this.least = least;
        }

        @Override
        public void clear() {
            counts.clear();
        }

        @Override
        public void enter(RefHit hit) {
            counts.merge(Objects.requireNonNull(hit.value()), 1, Integer::sum);
        }

        @Override
        public void leave(RefHit hit) {
            counts.computeIfPresent(
                    Objects.requireNonNull(hit.value()), (value, count) -> count == 1 ? null : count - 1);
        }

        @Override
        public boolean isEnough() {
            return counts.size() >= least;
        }
    }

    /** The sum of the values; exact, so that it does not drift. */
    static final class Sum implements SlidingHeat.Content {
        private final Limits limits;
        private BigDecimal sum = BigDecimal.ZERO;

        Sum(Limits limits) {
            this.limits = limits;
        }

        @Override
        public void clear() {
            sum = BigDecimal.ZERO;
        }

        @Override
        public void enter(RefHit hit) {
            sum = sum.add(Numbers.of(hit.value()));
        }

        @Override
        public void leave(RefHit hit) {
            sum = sum.subtract(Numbers.of(hit.value()));
        }

        @Override
        public boolean isEnough() {
            return limits.admit(sum);
        }
    }

    /** How often each referenced rule matched. */
    static final class Refs implements SlidingHeat.Content {
        private final int[] counts;
        private final BitSet seen = new BitSet();
        private final RefsTest enough;

        Refs(int refs, RefsTest enough) {
            this.counts = new int[refs];
            this.enough = enough;
        }

        @Override
        public void clear() {
            Arrays.fill(counts, 0);
            seen.clear();
        }

        @Override
        public void enter(RefHit hit) {
            counts[hit.ref()]++;
            seen.set(hit.ref());
        }

        @Override
        public void leave(RefHit hit) {
            counts[hit.ref()]--;
            seen.set(hit.ref(), counts[hit.ref()] > 0);
        }

        @Override
        public boolean isEnough() {
            return enough.holds(seen);
        }
    }

    /** Whether it is enough that these referenced rules matched. */
    @FunctionalInterface
    interface RefsTest {
        boolean holds(BitSet seen);
    }
}
