package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says quickly that a value holds none of some literals, skipping most of its bytes (Wu and Manber, 1994, with blocks of two). It reads the
 * bytes of a JSON string as they stand, without regard to case, so it must only be asked about ASCII without {@code \}{@code u} escapes.
 */
final class LiteralFilter {
    private static final int SHORTEST = 3;
    private static final int BLOCKS = 1 << 12;

    private final int window;
    private final byte[] shifts = new byte[BLOCKS];
    private final byte[][][] endings = new byte[BLOCKS][][];

    private LiteralFilter(List<byte[]> runs) {
        window = Math.min(
                Byte.MAX_VALUE, runs.stream().mapToInt(run -> run.length).min().orElse(0));
        Arrays.fill(shifts, (byte) (window - 1));
        for (byte[] run : runs) {
            for (int i = 1; i < window; i++) {
                int block = block(run, i - 1);
                shifts[block] = (byte) Math.min(shifts[block], window - 1 - i);
            }
            int last = block(run, window - 2);
            byte[][] before = endings[last] == null ? new byte[0][] : endings[last];
            endings[last] = Arrays.copyOf(before, before.length + 1);
            endings[last][before.length] = run;
        }
    }

    /** Empty when the literals are too short or too strange for it. */
    static Optional<LiteralFilter> of(List<byte[]> foldedLiterals) {
        List<byte[]> runs = new ArrayList<>();
        for (byte[] literal : foldedLiterals) {
            byte[] run = longestPlainRun(literal);
            if (run.length < SHORTEST) {
                return Optional.empty();
            }
            runs.add(run);
        }
        return runs.isEmpty() ? Optional.empty() : Optional.of(new LiteralFilter(runs));
    }

    /** The longest part that stands in JSON as it is. */
    private static byte[] longestPlainRun(byte[] literal) {
        int bestFrom = 0;
        int bestTo = 0;
        int from = 0;
        for (int i = 0; i <= literal.length; i++) {
            boolean plain = i < literal.length
                    && literal[i] >= ' '
                    && literal[i] != '\\'
                    && literal[i] != '"'
                    && literal[i] != '/';
            if (!plain) {
                if (i - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = i;
                }
                from = i + 1;
            }
        }
        return Arrays.copyOfRange(literal, bestFrom, bestTo);
    }

    /** Of two bytes without regard to case: where they stand in the tables. */
    private static int block(byte[] bytes, int at) {
        int both = (short) Bytes.SHORT.get(bytes, at) | 0x2020;
        return both * 0x9E3779B1 >>> 20;
    }

    /** The more, the more bytes it skips. */
    int window() {
        return window;
    }

    /** False only if the string that stands so in JSON holds none of the literals. */
    boolean mayHold(byte[] bytes, int from, int to) {
        int at = from + window - 1;
        while (at < to) {
            int block = block(bytes, at - 1);
            int shift = shifts[block];
            if (shift == 0) {
                if (endings[block] != null && ends(endings[block], bytes, at - window + 1, to)) {
                    return true;
                }
                shift = 1;
            }
            at += shift;
        }
        return false;
    }

    private static boolean ends(byte[][] runs, byte[] bytes, int start, int to) {
        for (byte[] run : runs) {
            if (stands(run, bytes, start, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(byte[] run, byte[] bytes, int start, int to) {
        if (start + run.length > to) {
            return false;
        }
        for (int i = 0; i < run.length; i++) {
            byte b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != run[i]) {
                return false;
            }
        }
        return true;
    }
}
