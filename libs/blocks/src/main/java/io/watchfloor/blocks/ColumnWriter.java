package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the chunks of columns one behind the other. */
final class ColumnWriter {
    private static final String ORIGINAL = "event.original";
    private static final int ORIGINAL_SHIFT = 6;
    private static final int TEXT_SHIFT = 8;
    /** Texts of more bytes, with more than a quarter of distinct ones, are written by row groups. */
    private static final int MUCH_TEXT = 4_096;

    private static final int LARGEST_CHUNK = 16 << 20;

    private final BytesOut out;
    private final long[] times;
    private final ValueSink sink;

    /**
     * @param out where chunks are written
     * @param times of all rows, milliseconds since 1970
     * @param sink is given the values of the columns
     */
    ColumnWriter(BytesOut out, long[] times, ValueSink sink) {
        this.out = out;
        this.times = times;
        this.sink = sink;
    }

    /** @throws IllegalArgumentException when a value is of no type that an event may have, or too large */
    WrittenColumn write(FieldValues field) {
        Distinct values = field.values();
        Sequence sequence = Forms.of(values);
        give(field.name(), values);
        int start = out.size();
        int shift = shift(field, sequence, values);
        WrittenColumn written = write(field, sequence, shift);
        if (sequence.kind() == Kind.LIST && isVaried(values) && written.largest() > MUCH_TEXT) {
            shift = TEXT_SHIFT;
            written = writeGroupsAgain(field, sequence, start, shift);
        }
        while (written.largest() > LARGEST_CHUNK && shift != 1) {
            shift = shift == 0 ? TEXT_SHIFT : shift - 1;
            written = writeGroupsAgain(field, sequence, start, shift);
        }
        if (written.largest() > Compression.LARGEST) {
            throw new IllegalArgumentException("values of " + written.largest() + " bytes");
        }
        return written;
    }

    private void give(String field, Distinct values) {
        sink.field(field);
        for (int code = 0; code < values.count(); code++) {
            sink.value(values.value(code));
        }
    }

    private WrittenColumn write(FieldValues field, Sequence sequence, int shift) {
        if (shift > 0) {
            return writeGroups(field, sequence.kind(), shift);
        }
        int start = out.size();
        Presence.write(out, field, new Stretch(0, times.length, 0, field.size()));
        Sequence beside = BesideTimes.of(sequence, field, times);
        if (beside == null) {
            writeValues(sequence, field.values());
        } else {
            beside.write(out, ascending(field.size()), field.size());
        }
        Kind kind = beside == null ? sequence.kind() : beside.kind();
        return new WrittenColumn(field.name(), kind, 0, List.of(new WrittenColumn.Span(start, out.size())));
    }

    private WrittenColumn writeGroupsAgain(FieldValues field, Sequence sequence, int start, int shift) {
        out.cut(start);
        return writeGroups(field, sequence.kind(), shift);
    }

    /** Lists are not looked at: how many bytes their elements take is known when they are written. */
    private int shift(FieldValues field, Sequence sequence, Distinct values) {
        if (sequence.kind() != Kind.TEXT && sequence.kind() != Kind.VALUE) {
            return 0;
        }
        if (field.name().equals(ORIGINAL)) {
            return times.length > 1 << ORIGINAL_SHIFT ? ORIGINAL_SHIFT : 0;
        }
        return isVaried(values) && total(sequence, values.count()) > MUCH_TEXT ? TEXT_SHIFT : 0;
    }

    private boolean isVaried(Distinct values) {
        return times.length > 1 << TEXT_SHIFT && values.count() > values.size() / 4;
    }

    private static long total(Sequence sequence, int count) {
        return IntStream.range(0, count).mapToLong(sequence::size).sum();
    }

    private WrittenColumn writeGroups(FieldValues field, Kind kind, int shift) {
        WrittenColumn.Span[] spans = new WrittenColumn.Span[(times.length - 1 >> shift) + 1];
        Distinct.Parts parts = field.values().parts();
        int from = 0;
        for (int group = 0; group < spans.length; group++) {
            int first = group << shift;
            int rows = Math.min(1 << shift, times.length - first);
            Stretch stretch = field.stretch(first, rows, from);
            int start = out.size();
            Presence.write(out, field, stretch);
            if (stretch.values() > 0) {
                Distinct values = parts.part(from, stretch.to());
                writeValues(Forms.of(kind, values), values);
            }
            spans[group] = new WrittenColumn.Span(start, out.size());
            from = stretch.to();
        }
        return new WrittenColumn(field.name(), kind, shift, Arrays.asList(spans));
    }

    /** Each distinct value once and codes, or the values of all rows where that is no longer. */
    private void writeValues(Sequence sequence, Distinct values) {
        int distinct = values.count();
        int size = values.size();
        if (distinct < size && !pays(sequence, values)) {
            out.varint(size);
            sequence.write(out, values.codes(), size);
            return;
        }
        out.varint(distinct);
        sequence.write(out, ascending(distinct), distinct);
        if (distinct > 1) {
            Codes.write(out, values.codes(), distinct);
        }
    }

    /** A query asks each distinct value once, so a dictionary of few is worth some bytes. */
    private static boolean pays(Sequence sequence, Distinct values) {
        if (values.count() <= values.size() / 4) {
            return true;
        }
        long repeated = 0;
        for (int code : values.codes()) {
            repeated += sequence.size(code);
        }
        long once = total(sequence, values.count());
        return once + Codes.rowLength(values.count(), values.size()) < repeated;
    }

    /** The numbers from 0 to before {@code count}. */
    static int[] ascending(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
