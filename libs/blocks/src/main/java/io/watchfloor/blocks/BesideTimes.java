package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** Values of a column that are shorter beside the times of their rows: times as distances, ids of events without their time. */
final class BesideTimes {
    private BesideTimes() {}

    /** The values of all rows, one for each, or null where that is not shorter or not possible. */
    static @Nullable Sequence of(Sequence sequence, FieldValues field, long[] times) {
        return switch (sequence) {
            case Sequence.Whole whole when whole.kind() == Kind.TIME -> lags(whole, field, times);
            case Sequence.Fixed uuids when uuids.kind() == Kind.UUID -> ids(uuids, field, times);
            default -> null;
        };
    }

    private static @Nullable Sequence lags(Sequence.Whole whole, FieldValues field, long[] times) {
        Distinct values = field.values();
        long[] lags = new long[values.size()];
        for (int i = 0; i < lags.length; i++) {
            lags[i] = whole.numbers()[values.codes()[i]] - times[field.row(i)];
        }
        Sequence.Whole beside = Sequence.Whole.of(Kind.LAG, lags);
        long codes = Codes.rowLength(values.count(), values.size());
        long dictionary = (long) values.count() * whole.width() + codes;
        return (long) values.size() * beside.width() < dictionary ? beside : null;
    }

    private static @Nullable Sequence ids(Sequence.Fixed uuids, FieldValues field, long[] times) {
        Distinct values = field.values();
        if (values.count() < values.size()) {
            return null;
        }
        int width = UuidText.BYTES - UuidText.TIME_BYTES;
        byte[] rest = new byte[values.size() * width];
        for (int i = 0; i < values.size(); i++) {
            int at = i * UuidText.BYTES;
            if (UuidText.time(uuids.bytes(), at) != times[field.row(i)]) {
                return null;
            }
            System.arraycopy(uuids.bytes(), at + UuidText.TIME_BYTES, rest, i * width, width);
        }
        return new Sequence.Fixed(Kind.ID, rest, width, null);
    }
}
