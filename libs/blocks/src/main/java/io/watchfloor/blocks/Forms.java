package io.watchfloor.blocks;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds the narrowest form that all values of a column have. */
final class Forms {
    /** Shorter runs of hexadecimal digits are words more often than hashes. */
    private static final int SHORTEST_HEX = 8;

    private Forms() {}

    /** The form of values, of which there is at least one. */
    static Sequence of(Distinct values) {
        Sequence found = switch (values.value(0)) {
            case Long _ -> longs(values);
            case String first -> texts(first, values);
            case List<?> _ -> ListSequence.of(values);
            default -> null;
        };
        return found == null ? TaggedSequence.of(values) : found;
    }

    /** The values in a form that was found for more values than these. */
    static Sequence of(Kind kind, Distinct values) {
        Sequence found = switch (kind) {
            case TEXT -> TextSequence.of(values);
            case LIST -> ListSequence.of(values);
            default -> null;
        };
        return found == null ? TaggedSequence.of(values) : found;
    }

    private static @Nullable Sequence longs(Distinct values) {
        long[] numbers = new long[values.count()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(values.value(i) instanceof Long number)) {
                return null;
            }
            numbers[i] = number;
        }
        return Sequence.Whole.of(Kind.LONG, numbers);
    }

    private static @Nullable Sequence texts(String first, Distinct values) {
        for (int i = 1; i < values.count(); i++) {
            if (!(values.value(i) instanceof String)) {
                return ListSequence.of(values);
            }
        }
        Sequence found = narrow(first, values);
        return found == null ? TextSequence.of(values) : found;
    }

    /** The first text tells which form to try. */
    private static @Nullable Sequence narrow(String first, Distinct values) {
        if (first.isEmpty()) {
            return null;
        }
        if (Ip4Text.parse(first) != Ip4Text.NONE) {
            return whole(Kind.IP4, Ip4Text::parse, Ip4Text.NONE, values);
        }
        if (DecimalText.parse(first) != DecimalText.NONE) {
            Sequence decimals = whole(Kind.DECIMAL, DecimalText::parse, DecimalText.NONE, values);
            return decimals == null ? hex(first, values) : decimals;
        }
        return switch (first.length()) {
            case Timestamps.LENGTH ->
                first.charAt(10) == 'T'
                        ? whole(Kind.TIME, Timestamps::parse, Timestamps.NONE, values)
                        : hex(first, values);
            case UuidText.LENGTH -> first.charAt(8) == '-' ? uuids(values) : hex(first, values);
            default -> hex(first, values);
        };
    }

    private static @Nullable Sequence whole(Kind kind, ToLongFunction<String> parser, long none, Distinct values) {
        long[] numbers = new long[values.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = parser.applyAsLong((String) values.value(i));
            if (numbers[i] == none) {
                return null;
            }
        }
        return Sequence.Whole.of(kind, numbers);
    }

    private static @Nullable Sequence uuids(Distinct values) {
        byte[] bytes = new byte[values.count() * UuidText.BYTES];
        for (int i = 0; i < values.count(); i++) {
            if (!UuidText.parse((String) values.value(i), bytes, i * UuidText.BYTES)) {
                return null;
            }
        }
        return new Sequence.Fixed(Kind.UUID, bytes, UuidText.BYTES, null);
    }

    private static @Nullable Sequence hex(String first, Distinct values) {
        int length = first.length();
        if (length < SHORTEST_HEX || length > HexText.LONGEST || length % 2 != 0) {
            return null;
        }
        byte[] bytes = new byte[length / 2 * values.count()];
        int letters = 0;
        for (int i = 0; i < values.count() && letters >= 0; i++) {
            String text = (String) values.value(i);
            int found = text.length() == length ? HexText.parse(text, bytes, i * length / 2) : HexText.NONE;
            letters = found < 0 ? found : letters | found;
        }
        boolean oneCase = letters >= 0 && letters != (HexText.UPPER | HexText.LOWER);
        return oneCase ? new Sequence.Fixed(Kind.HEX, bytes, length / 2, letters == HexText.UPPER) : null;
    }
}
