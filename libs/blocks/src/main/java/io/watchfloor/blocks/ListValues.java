package io.watchfloor.blocks;

import java.util.List;

/** Lists of texts over a dictionary of their elements. */
final class ListValues implements Values {
    private final Values elements;
    /** Where the elements of each list begin in {@link #codes}, and behind the last. */
    private final int[] starts;

    private final int[] codes;

    private ListValues(Values elements, int[] starts, int[] codes) {
        this.elements = elements;
        this.starts = starts;
        this.codes = codes;
    }

    static ListValues read(BytesIn in, int count) {
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            // Each element has at least one byte behind.
            starts[i + 1] = starts[i] + in.count((long) in.remaining() - starts[i]);
        }
        int total = starts[count];
        if (total == 0) {
            return new ListValues(new LongValues(new long[0]), starts, new int[0]);
        }
        Kind kind = Kind.of(in.u8());
        int distinct = in.count(total);
        Values elements = ChunkReader.readTexts(in, kind, distinct);
        return new ListValues(elements, starts, readCodes(in, total, distinct));
    }

    private static int[] readCodes(BytesIn in, int total, int distinct) {
        int width = ListSequence.width(distinct);
        int at = in.skip((long) width * total);
        int[] codes = new int[total];
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            for (int i = 0; i < total; i++) {
                codes[i] |= (in.array()[at++] & 0xff) << shift;
            }
        }
        for (int code : codes) {
            if (code < 0 || code >= distinct) {
                throw in.corrupt("element " + code + " of " + distinct);
            }
        }
        return codes;
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    @Override
    public List<Object> value(int index) {
        Object[] list = new Object[starts[index + 1] - starts[index]];
        for (int i = 0; i < list.length; i++) {
            list[i] = elements.value(codes[starts[index] + i]);
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
                passed[i] = passedElements[codes[at]];
            }
            found |= passed[i];
        }
        return found;
    }

    @Override
    public void count(int index, int rows, ValueCounts into) {
        int from = starts[index];
        for (int at = from; at < starts[index + 1]; at++) {
            if (isFirst(from, at)) {
                into.add(elements.value(codes[at]), rows);
            }
        }
    }

    /** An element that a list holds twice is in one row. */
    private boolean isFirst(int from, int at) {
        for (int before = from; before < at; before++) {
            if (codes[before] == codes[at]) {
                return false;
            }
        }
        return true;
    }
}
