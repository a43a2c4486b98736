package io.watchfloor.blocks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Any values, each behind a byte that says what it is. */
record TaggedSequence(byte[][] values) implements Sequence {
    static final int TEXT = 0;
    static final int WHOLE = 1;
    static final int DOUBLE = 2;
    static final int DECIMAL = 3;
    static final int BIG = 4;
    static final int FALSE = 5;
    static final int TRUE = 6;
    static final int LIST = 7;
    /** Lists in lists: no deeper. */
    static final int DEEPEST = 32;

    /** @throws IllegalArgumentException when a value is of no type that an event may have */
    static TaggedSequence of(Distinct values) {
        byte[][] written = new byte[values.count()][];
        BytesOut out = new BytesOut(64);
        for (int i = 0; i < written.length; i++) {
            out.cut(0);
            write(out, values.value(i), 0);
            written[i] = out.toArray();
        }
        return new TaggedSequence(written);
    }

    private static void write(BytesOut out, Object value, int depth) {
        switch (value) {
            case String text -> {
                out.u8(TEXT);
                out.sized(TextBytes.encode(text));
            }
            case Boolean truth -> out.u8(truth ? TRUE : FALSE);
            case Number number -> writeNumber(out, number);
            case List<?> list
            when depth < DEEPEST -> {
                out.u8(LIST);
                out.varint(list.size());
                for (Object element : list) {
                    write(out, element, depth + 1);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "a value of type " + value.getClass().getName());
        }
    }

    private static void writeNumber(BytesOut out, Number number) {
        switch (number) {
            case Long _, Integer _, Short _, Byte _ -> {
                out.u8(WHOLE);
                out.signed(number.longValue());
            }
            case Double real -> {
                out.u8(DOUBLE);
                out.u64(Double.doubleToRawLongBits(real));
            }
            case BigDecimal decimal -> {
                out.u8(DECIMAL);
                out.signed(decimal.scale());
                out.sized(decimal.unscaledValue().toByteArray());
            }
            case BigInteger big -> {
                out.u8(BIG);
                out.sized(big.toByteArray());
            }
            default ->
                throw new IllegalArgumentException(
                        "a number of type " + number.getClass().getName());
        }
    }

    @Override
    public Kind kind() {
        return Kind.VALUE;
    }

    @Override
    public long size(int index) {
        return values[index].length;
    }

    @Override
    public void write(BytesOut out, int[] order, int count) {
        for (int i = 0; i < count; i++) {
            byte[] value = values[order[i]];
            out.bytes(value, 0, value.length);
        }
    }
}
