package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** Distinct values in the form in which they can be written, each any number of times. */
sealed interface Sequence permits Sequence.Whole, Sequence.Fixed, TextSequence, ListSequence, TaggedSequence {

    Kind kind();

    /** About how many bytes the value of this index takes. */
    long size(int index);

    /** Writes the values of the first {@code count} of {@code order}, at least one. */
    void write(BytesOut out, int[] order, int count);

    /** Values that stand for whole numbers. */
    record Whole(Kind kind, long[] numbers, int width) implements Sequence {

        static Whole of(Kind kind, long[] numbers) {
            long least = numbers[0];
            long greatest = least;
            for (long number : numbers) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
            return new Whole(kind, numbers, Numbers.width(least, greatest));
        }

        @Override
        public long size(int index) {
            return width;
        }

        @Override
        public void write(BytesOut out, int[] order, int count) {
            Numbers.write(out, numbers, order, count);
        }
    }

    /**
     * Values that stand for bytes of one number.
     *
     * @param upper null but for hexadecimal digits: whether letters are upper case
     */
    record Fixed(
            Kind kind, byte[] bytes, int width, @Nullable Boolean upper) implements Sequence {

        @Override
        public long size(int index) {
            return width;
        }

        @Override
        public void write(BytesOut out, int[] order, int count) {
            if (upper != null) {
                out.varint(width);
                out.u8(upper ? 1 : 0);
            }
            int at = out.claim(width * count);
            for (int i = 0; i < count; i++) {
                System.arraycopy(bytes, order[i] * width, out.array(), at + i * width, width);
            }
        }
    }
}
