package io.watchfloor.blocks;

/** Whole numbers: {@code Integer} where one can hold it, else {@code Long}, as JSON is read. */
record LongValues(Longs numbers) implements Values {

    @Override
    public int size() {
        return numbers.size();
    }

    @Override
    public Object value(int index) {
        return number(numbers.of(index));
    }

    static Number number(long number) {
        if (number == (int) number) {
            return (int) number;
        }
        return number;
    }

    @Override
    public boolean test(Probe probe, boolean[] passed) {
        if (probe.passesNumbers()) {
            return Probe.all(passed);
        }
        boolean found = false;
        for (int i = 0; i < passed.length; i++) {
            passed[i] = probe.number(number(numbers.of(i)));
            found |= passed[i];
        }
        return found;
    }
}
