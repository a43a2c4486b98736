package io.watchfloor.blocks;

import java.util.Arrays;

/**
 * Values without repetition, by numbers in the order in which they came first. As in {@link Distinct}, values whose hashes were made to
 * collide may stand there again.
 */
final class ValueDictionary {
    private Object[] values = new Object[4];
    private int[] hashes = new int[4];
    private int[] table = new int[8];
    private int shift = Integer.SIZE - 3;
    private int count;
    private int last;

    /** The number of a value. */
    int number(Object value) {
        int hash = value.hashCode();
        if (count > 0 && hashes[last] == hash && values[last].equals(value)) {
            return last;
        }
        int slot = hash * Distinct.SPREAD >>> shift;
        for (int i = 0; i < Distinct.LONGEST_SEARCH && table[slot] != 0; i++) {
            int number = table[slot] - 1;
            if (hashes[number] == hash && values[number].equals(value)) {
                last = number;
                return number;
            }
            slot = slot + 1 & table.length - 1;
        }
        last = add(value, hash, slot);
        return last;
    }

    private int add(Object value, int hash, int slot) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        values[count] = value;
        hashes[count++] = hash;
        if (table[slot] == 0) {
            table[slot] = count;
        }
        if (count * 2 > table.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        table = new int[table.length * 4];
        shift -= 2;
        for (int number = 0; number < count; number++) {
            int slot = hashes[number] * Distinct.SPREAD >>> shift;
            int tries = 0;
            while (table[slot] != 0 && tries++ < Distinct.LONGEST_SEARCH) {
                slot = slot + 1 & table.length - 1;
            }
            if (table[slot] == 0) {
                table[slot] = number + 1;
            }
        }
    }

    /** All values by their numbers. */
    Object[] values() {
        return Arrays.copyOf(values, count);
    }
}
