package io.watchfloor.rules.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The paths that rules ask about, found by their bytes. Immutable. */
final class PathTable {
    /** A path that no rule names. */
    static final int UNKNOWN = -1;
    /** A path that no rule names and that keywords do not search. */
    static final int HIDDEN = -2;

    private final byte[][] names;
    private final int[] table;
    private final long[] hashes;
    private final byte[][] hidden;

    /**
     * @param paths the position in the list is the number of the path
     * @param hiddenPrefixes of paths that keywords do not search
     */
    PathTable(List<String> paths, List<String> hiddenPrefixes) {
        names = paths.stream().map(PathTable::utf8).toArray(byte[][]::new);
        hidden = hiddenPrefixes.stream().map(PathTable::utf8).toArray(byte[][]::new);
        int size = Integer.highestOneBit(Math.max(4, names.length)) * 4;
        table = new int[size];
        hashes = new long[size];
        Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < names.length; i++) {
            long hash = Bytes.hash(names[i], 0, names[i].length);
            int at = (int) hash & size - 1;
            while (table[at] != UNKNOWN) {
                at = at + 1 & size - 1;
            }
            table[at] = i;
            hashes[at] = hash;
        }
    }

    /** The number of the path, or {@link #UNKNOWN} or {@link #HIDDEN}. */
    int find(byte[] bytes, int from, int to) {
        long hash = Bytes.hash(bytes, from, to);
        int mask = table.length - 1;
        for (int at = (int) hash & mask; table[at] != UNKNOWN; at = at + 1 & mask) {
            byte[] name = names[table[at]];
            if (hashes[at] == hash && Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return table[at];
            }
        }
        return isHidden(bytes, from, to) ? HIDDEN : UNKNOWN;
    }

    /** Whether keywords leave the path out. */
    boolean isHidden(int path) {
        return path == HIDDEN || path >= 0 && isHidden(names[path], 0, names[path].length);
    }

    private boolean isHidden(byte[] bytes, int from, int to) {
        for (byte[] prefix : hidden) {
            int end = from + prefix.length;
            if (end <= to && Arrays.equals(prefix, 0, prefix.length, bytes, from, end)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
