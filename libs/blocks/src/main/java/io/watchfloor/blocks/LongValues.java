package io.watchfloor.blocks;

/** Whole numbers: {@code Integer} where one can hold it, else {@code Long}, as JSON is read. */
record LongValues(long[] numbers) implements Values {

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public Object value(int index) {
        return number(numbers[index]);
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
        for (int i = 0; i < numbers.length; i++) {
            passed[i] = probe.number(number(numbers[i]));
            found |= passed[i];
        }
        return found;
    }
}
