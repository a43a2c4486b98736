package io.watchfloor.blocks;

import java.util.Arrays;

/**
 * Values without repetition, in the order in which they came first, and which of them each value was. Values whose hashes were made to
 * collide are looked for so long and no longer, and then stand there again: who sends them gains no time of ours.
 */
final class Distinct {
    static final int LONGEST_SEARCH = 64;
    /** Spreads hashes, of which the upper bits count then. */
    static final int SPREAD = 0x9E3779B9;

    private final Object[] values;
    private final int count;
    private final int[] codes;

    /**
     * @param values without repetition; there may be unused room behind them
     * @param count of them
     * @param codes for each of all values, which of them it is
     */
    Distinct(Object[] values, int count, int[] codes) {
        this.values = values;
        this.count = count;
        this.codes = codes;
    }

    static Distinct of(Object[] all, int from, int to) {
        return new Search(to - from).of(all, from);
    }

    private static final class Search {
        private final Object[] values;
        private final int[] hashes;
        private final int[] codes;
        private int count;

        Search(int size) {
            this.values = new Object[size];
            this.hashes = new int[size];
            this.codes = new int[size];
        }

        Distinct of(Object[] all, int from) {
            // All hashes first: values lie scattered, and memory answers many reads at once about as fast as one.
            for (int i = 0; i < codes.length; i++) {
                codes[i] = all[from + i].hashCode();
            }
            int bits = 33 - Integer.numberOfLeadingZeros(codes.length);
            int[] table = new int[1 << bits];
            int last = 0;
            for (int i = 0; i < codes.length; i++) {
                int hash = codes[i];
                Object value = all[from + i];
                boolean again = i > 0 && hash == last && value.equals(all[from + i - 1]);
                codes[i] = again ? codes[i - 1] : code(table, 32 - bits, hash, value);
                last = hash;
            }
            return new Distinct(values, count, codes);
        }

        private int code(int[] table, int shift, int hash, Object value) {
            int slot = hash * SPREAD >>> shift;
            for (int i = 0; i < LONGEST_SEARCH && table[slot] != 0; i++) {
                int code = table[slot] - 1;
                if (hashes[code] == hash && values[code].equals(value)) {
                    return code;
                }
                slot = slot + 1 & table.length - 1;
            }
            values[count] = value;
            hashes[count] = hash;
            if (table[slot] == 0) {
                table[slot] = count + 1;
            }
            return count++;
        }
    }

    /** Those of parts of all values, one after the other. */
    Parts parts() {
        return new Parts();
    }

    /** Finds which distinct values parts have. */
    final class Parts {
        private final Renumbering numbers = new Renumbering(count);

        /** The values from {@code from} to before {@code to}. */
        Distinct part(int from, int to) {
            int[] of = new int[to - from];
            for (int i = 0; i < of.length; i++) {
                of[i] = numbers.of(codes[from + i]);
            }
            return numbers.take(values, of);
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** How many there were with repetitions. */
    int size() {
        return codes.length;
    }

    Object value(int code) {
        return values[code];
    }

    /** All of them, by their codes. */
    Object[] values() {
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    /** For each of all values, which of the distinct ones it is. */
    int[] codes() {
        return codes;
    }
}
