package io.watchfloor.blocks;

/**
 * Values without repetition, in the order in which they came first, and which of them each value was. Values whose hashes were made to
 * collide are looked for so long and no longer, and then stand there again: who sends them gains no time of ours.
 */
final class Distinct {
    private static final int LONGEST_SEARCH = 64;

    private final Object[] values;
    private final int[] hashes;
    private final int[] codes;
    private int count;

    private Distinct(int size) {
        this.values = new Object[size];
        this.hashes = new int[size];
        this.codes = new int[size];
    }

    static Distinct of(Object[] all, int from, int to) {
        Distinct distinct = new Distinct(to - from);
        distinct.fill(all, from);
        return distinct;
    }

    private void fill(Object[] all, int from) {
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
    }

    private int code(int[] table, int shift, int hash, Object value) {
        int slot = hash * 0x9E3779B9 >>> shift;
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

    /** For each of all values, which of the distinct ones it is. */
    int[] codes() {
        return codes;
    }
}
