package io.watchfloor.blocks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of texts: how many elements each has, the distinct elements as a sequence of their own kind, and which of them each is. */
record ListSequence(List<?>[] lists) implements Sequence {

    /** The lists, or null when an element of some is no text. */
    static @Nullable ListSequence of(Distinct values) {
        List<?>[] lists = new List<?>[values.count()];
        for (int i = 0; i < lists.length; i++) {
            if (!(values.value(i) instanceof List<?> list) || !holdsTexts(list)) {
                return null;
            }
            lists[i] = list;
        }
        return new ListSequence(lists);
    }

    private static boolean holdsTexts(List<?> list) {
        for (Object element : list) {
            if (!(element instanceof String)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Kind kind() {
        return Kind.LIST;
    }

    @Override
    public long size(int index) {
        long size = 1;
        for (Object element : lists[index]) {
            size += ((String) element).length() + 1;
        }
        return size;
    }

    @Override
    public void write(BytesOut out, int[] order, int count) {
        int elements = 0;
        for (int i = 0; i < count; i++) {
            out.varint(lists[order[i]].size());
            elements += lists[order[i]].size();
        }
        if (elements > 0) {
            write(out, Distinct.of(elements(order, count, elements), 0, elements));
        }
    }

    private Object[] elements(int[] order, int count, int size) {
        Object[] elements = new Object[size];
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (Object element : lists[order[i]]) {
                elements[at++] = element;
            }
        }
        return elements;
    }

    private static void write(BytesOut out, Distinct elements) {
        Sequence sequence = Forms.of(elements);
        out.u8(sequence.kind().code());
        out.varint(elements.count());
        sequence.write(out, ColumnWriter.ascending(elements.count()), elements.count());
        Codes.write(out, elements.codes(), elements.count());
    }
}
