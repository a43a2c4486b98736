package io.watchfloor.blocks;

/**
 * Where a column lies.
 *
 * @param frame the frame, the first one of a column in row groups, or {@link #INLINE}
 * @param offset in the frame, or for an inline column in what the directory is made from or read as
 * @param length bytes; of a column in row groups, which has whole frames, those of the first
 */
record Place(int frame, int offset, int length) {
    static final int INLINE = -1;

    static Place inline(int offset, int length) {
        return new Place(INLINE, offset, length);
    }

    boolean isInline() {
        return frame == INLINE;
    }
}
