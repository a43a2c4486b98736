package io.watchfloor.blocks;

import java.util.Arrays;

/** Numbers anew, in the order in which they come, those of many numbers that come at all. To be used again and again. */
final class Renumbering {
    /** By old number one more than the new one; 0 for one that did not come. */
    private int[] known;

    private int[] old = new int[16];
    private int count;

    /** @param most old numbers are below it */
    Renumbering(int most) {
        this.known = new int[most];
    }

    /** The new number. */
    int of(int number) {
        int found = known[number];
        if (found != 0) {
            return found - 1;
        }
        if (count == old.length) {
            old = Arrays.copyOf(old, count * 2);
        }
        old[count] = number;
        known[number] = ++count;
        return count - 1;
    }

    /** What stood under the old numbers, by their new ones; begins anew. */
    Distinct take(Object[] values, int[] codes) {
        Object[] taken = new Object[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[old[i]];
            known[old[i]] = 0;
        }
        count = 0;
        return new Distinct(taken, taken.length, codes);
    }

    /** Makes room for numbers below {@code most}. */
    Renumbering upTo(int most) {
        if (known.length < most) {
            known = new int[most];
        }
        return this;
    }
}
