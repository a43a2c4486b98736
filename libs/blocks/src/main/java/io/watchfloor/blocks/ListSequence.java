package io.watchfloor.blocks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of texts and texts alone, as a field is that has one value or several: how many elements each has, the distinct elements as a
 * sequence of their own kind, and which of them each is.
 */
record ListSequence(Object[] values) implements Sequence {
    /** In the place of the number of elements: a text that is not in a list. */
    static final int ALONE = 0;

    /** The values, or null when one is neither a text nor a list of texts. */
    static @Nullable ListSequence of(Distinct values) {
        Object[] lists = new Object[values.count()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = values.value(i);
            if (!(lists[i] instanceof String) && !(lists[i] instanceof List<?> list && holdsTexts(list))) {
                return null;
            }
        }
        return new ListSequence(lists);
    }

    private List<?> elements(int index) {
        return values[index] instanceof List<?> list ? list : List.of(values[index]);
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
        for (Object element : elements(index)) {
            size += ((String) element).length() + 1;
        }
        return size;
    }

    @Override
    public void write(BytesOut out, int[] order, int count) {
        int elements = 0;
        for (int i = 0; i < count; i++) {
            int size = elements(order[i]).size();
            out.varint(values[order[i]] instanceof List ? size + 1L : ALONE);
            elements += size;
        }
        if (elements > 0) {
            write(out, Distinct.of(elements(order, count, elements), 0, elements));
        }
    }

    private Object[] elements(int[] order, int count, int size) {
        Object[] elements = new Object[size];
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (Object element : elements(order[i])) {
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
