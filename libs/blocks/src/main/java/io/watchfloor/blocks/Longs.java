package io.watchfloor.blocks;

/** Whole numbers that are read where they lie. */
interface Longs {

    int size();

    /** @throws CorruptBlockException when it cannot be */
    long of(int index);

    /** Distances from the times of rows, as times. */
    record Lags(Longs lags, RowTimes times) implements Longs {
        @Override
        public int size() {
            return lags.size();
        }

        @Override
        public long of(int index) {
            long time = lags.of(index) + times.of(index);
            if (time < Timestamps.FIRST || time > Timestamps.LAST) {
                throw new CorruptBlockException("a time of " + time + " ms");
            }
            return time;
        }
    }
}
