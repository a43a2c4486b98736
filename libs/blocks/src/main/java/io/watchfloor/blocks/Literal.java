package io.watchfloor.blocks;

import java.util.Arrays;

/** Finds an ASCII text in bytes, in any case: from its end backwards, skipping as far as the byte there allows (Horspool 1980). */
final class Literal {
    private static final int LONGEST_SKIP = Byte.MAX_VALUE;
    private static final byte[] FOLDED = folded();

    private final byte[] wanted;
    private final byte[] skips = new byte[256];

    /** @param wanted in lower case, at least one byte */
    Literal(byte[] wanted) {
        this.wanted = wanted.clone();
        int last = wanted.length - 1;
        Arrays.fill(skips, (byte) Math.min(wanted.length, LONGEST_SKIP));
        for (int i = 0; i < last; i++) {
            byte skip = (byte) Math.min(last - i, LONGEST_SKIP);
            skips[wanted[i]] = skip;
            skips[upper(wanted[i])] = skip;
        }
    }

    /** Not to be changed. */
    byte[] wanted() {
        return wanted;
    }

    int length() {
        return wanted.length;
    }

    /** Where it stands first from {@code from} to before {@code to}, or -1. */
    int find(byte[] in, int from, int to) {
        int last = wanted.length - 1;
        byte end = wanted[last];
        int at = from + last;
        while (at < to) {
            int found = in[at] & 0xff;
            if (FOLDED[found] == end && standsAt(in, at - last)) {
                return at - last;
            }
            at += skips[found];
        }
        return -1;
    }

    private boolean standsAt(byte[] in, int start) {
        for (int i = wanted.length - 2; i >= 0; i--) {
            if (FOLDED[in[start + i] & 0xff] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int upper(byte lower) {
        return lower >= 'a' && lower <= 'z' ? lower - 'a' + 'A' : lower;
    }

    private static byte[] folded() {
        byte[] folded = new byte[256];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (byte) (i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
        }
        return folded;
    }
}
