package io.watchfloor.observables;

import java.util.Arrays;

/** A text whose defanged forms are undone, and which knows where each of its characters came from. */
final class RefangedText {
    private final String text;
    private final Edits edits;

    RefangedText(String text, Edits edits) {
        this.text = text;
        this.edits = edits;
    }

    String text() {
        return text;
    }

    /** Where the character at this position begins in the original. */
    int originalStart(int at) {
        int edit = edits.lastUpTo(at);
        if (edit < 0) {
            return at;
        }
        int behind = edits.positionBehind(edit);
        return at < behind ? edits.originalStart[edit] : edits.originalEnd[edit] + at - behind;
    }

    /** Where the part that ends here ends in the original. */
    int originalEnd(int end) {
        int edit = edits.lastUpTo(end - 1);
        if (edit < 0) {
            return end;
        }
        int behind = edits.positionBehind(edit);
        return end <= behind ? edits.originalEnd[edit] : edits.originalEnd[edit] + end - behind;
    }

    /** Whether a defanged form was undone in this part. */
    boolean isDefanged(int start, int end) {
        for (int edit = edits.lastUpTo(start - 1) + 1; edit < edits.size && edits.position[edit] < end; edit++) {
            if (edits.defanged[edit]) {
                return true;
            }
        }
        return false;
    }

    /** Replacements in order of position. */
    static final class Edits {
        private static final int FEW = 16;

        private int[] position = new int[FEW];
        private int[] length = new int[FEW];
        private int[] originalStart = new int[FEW];
        private int[] originalEnd = new int[FEW];
        private boolean[] defanged = new boolean[FEW];
        private int size;

        /** So many characters at a position of the refanged text stand for a part of the original. */
        void add(int at, int written, Span original, boolean isDefanged) {
            if (size == position.length) {
                grow();
            }
            position[size] = at;
            length[size] = written;
            originalStart[size] = original.start();
            originalEnd[size] = original.end();
            defanged[size] = isDefanged;
            size++;
        }

        /** Where the original of the last replacement ends, or 0. */
        int lastOriginalEnd() {
            return size == 0 ? 0 : originalEnd[size - 1];
        }

        private void grow() {
            int more = 2 * size;
            position = Arrays.copyOf(position, more);
            length = Arrays.copyOf(length, more);
            originalStart = Arrays.copyOf(originalStart, more);
            originalEnd = Arrays.copyOf(originalEnd, more);
            defanged = Arrays.copyOf(defanged, more);
        }

        private int positionBehind(int edit) {
            return position[edit] + length[edit];
        }

        /** The last replacement at this position or before, or -1. */
        private int lastUpTo(int at) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (position[middle] <= at) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }
    }
}
