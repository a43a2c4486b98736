package io.watchfloor.blocks;

import java.util.List;
import java.util.stream.IntStream;

/** Lists of texts, and texts alone, over a dictionary of their elements. */
final class ListValues implements Values {
    private static final Values NO_ELEMENTS = new TaggedValues(new Object[0]);

    private final Values elements;
    /** Where the elements of each list begin in {@link #codes}, and behind the last. */
    private final int[] starts;

    private final boolean[] alone;
    private final Codes codes;

    private ListValues(Values elements, int[] starts, boolean[] alone, Codes codes) {
        this.elements = elements;
        this.starts = starts;
        this.alone = alone;
        this.codes = codes;
    }

    static ListValues read(BytesIn in, int count) {
        int[] starts = new int[count + 1];
        boolean[] alone = new boolean[count];
        for (int i = 0; i < count; i++) {
            // Each element has at least one bit behind.
            int size = in.count((long) in.remaining() * Byte.SIZE - starts[i]);
            alone[i] = size == ListSequence.ALONE;
            starts[i + 1] = starts[i] + (alone[i] ? 1 : size - 1);
        }
        int total = starts[count];
        if (total == 0) {
            return new ListValues(NO_ELEMENTS, starts, alone, Codes.NONE);
        }
        Kind kind = Kind.of(in.u8());
        int distinct = in.count(total);
        Values elements = ChunkReader.readTexts(in, kind, distinct);
        return new ListValues(elements, starts, alone, Codes.read(in, distinct, total));
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    @Override
    public Object value(int index) {
        if (alone[index]) {
            return elements.value(codes.of(starts[index]));
        }
        Object[] list = new Object[starts[index + 1] - starts[index]];
        for (int i = 0; i < list.length; i++) {
            list[i] = elements.value(codes.of(starts[index] + i));
        }
        return List.of(list);
    }

    @Override
    public boolean test(Probe probe, boolean[] passed) {
        boolean[] passedElements = new boolean[elements.size()];
        if (!elements.test(probe, passedElements)) {
            return false;
        }
        boolean found = false;
        for (int i = 0; i < passed.length; i++) {
            for (int at = starts[i]; at < starts[i + 1] && !passed[i]; at++) {
                passed[i] = passedElements[codes.of(at)];
            }
            found |= passed[i];
        }
        return found;
    }

    @Override
    public void count(int index, int rows, ValueCounts into) {
        int from = starts[index];
        int size = starts[index + 1] - from;
        if (size == 1) {
            into.add(elements.value(codes.of(from)), rows);
        } else {
            // An element that a list holds twice is in one row.
            IntStream.range(from, from + size)
                    .map(codes::of)
                    .distinct()
                    .forEach(code -> into.add(elements.value(code), rows));
        }
    }
}
