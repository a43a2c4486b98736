package io.watchfloor.blocks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Values of any types. */
record TaggedValues(Object[] values) implements Values {

    static TaggedValues read(BytesIn in, int count) {
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = readValue(in, TaggedSequence.DEEPEST);
        }
        return new TaggedValues(values);
    }

    private static Object readValue(BytesIn in, int depth) {
        int tag = in.u8();
        return switch (tag) {
            case TaggedSequence.TEXT -> {
                int length = in.length();
                yield TextBytes.decode(in.array(), in.skip(length), length);
            }
            case TaggedSequence.WHOLE -> LongValues.number(in.signed());
            case TaggedSequence.DOUBLE -> Double.longBitsToDouble(in.u64());
            case TaggedSequence.DECIMAL -> readDecimal(in);
            case TaggedSequence.BIG -> readBig(in);
            case TaggedSequence.FALSE -> false;
            case TaggedSequence.TRUE -> true;
            case TaggedSequence.LIST -> readList(in, depth);
            default -> throw in.corrupt("a value of type " + tag);
        };
    }

    private static BigDecimal readDecimal(BytesIn in) {
        long scale = in.signed();
        if (scale != (int) scale) {
            throw in.corrupt("a number with " + scale + " decimals");
        }
        return new BigDecimal(readBig(in), (int) scale);
    }

    private static BigInteger readBig(BytesIn in) {
        int length = in.length();
        if (length == 0) {
            throw in.corrupt("a number without digits");
        }
        return new BigInteger(in.array(), in.skip(length), length);
    }

    private static List<Object> readList(BytesIn in, int depth) {
        if (depth == 0) {
            throw in.corrupt("lists in lists too deep");
        }
        int length = in.length();
        // Grows with what is there: many lists, each in the other, can say that they are long.
        List<Object> list = new ArrayList<>(Math.min(length, 16));
        for (int i = 0; i < length; i++) {
            list.add(readValue(in, depth - 1));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Object value(int index) {
        return values[index];
    }

    @Override
    public boolean test(Probe probe, boolean[] passed) {
        boolean found = false;
        for (int i = 0; i < values.length; i++) {
            passed[i] = probe.value(values[i]);
            found |= passed[i];
        }
        return found;
    }

    @Override
    public void count(int index, int rows, ValueCounts into) {
        Set<Object> once = new LinkedHashSet<>();
        flatten(values[index], once);
        once.forEach(value -> into.add(value, rows));
    }

    private static void flatten(Object value, Set<Object> into) {
        if (value instanceof List<?> list) {
            list.forEach(element -> flatten(element, into));
        } else {
            into.add(value);
        }
    }
}
