package io.watchfloor.blocks.filter;

import static io.watchfloor.blocks.filter.MalformedFilterException.check;

import io.watchfloor.blocks.filter.Slice.Part;

/**
 * The filter of one block: a Bloom filter of its tokens, eight bits each, and a bit map of its grams. Kept beside a block until it is
 * in a group; groups are made of these. Immutable.
 */
public final class BlockFilter {

    private static final int HEADER = 3;

    private final FilterShape shape;
    private final byte[] bytes;

    private BlockFilter(FilterShape shape, byte[] bytes) {
        this.shape = shape;
        this.bytes = bytes;
    }

    /** The filter of a block of these tokens, which may be cleared afterwards. */
    public static BlockFilter of(BlockTokens tokens) {
        FilterShape shape = FilterShape.of(tokens);
        byte[] bytes = new byte[HEADER + (shape.tokenRows() + shape.gramRows()) / 8];
        System.arraycopy(shape.bytes(), 0, bytes, 0, HEADER);
        for (long hash : tokens.tokens()) {
            for (int i = 0; i < FilterShape.HASHES; i++) {
                set(bytes, HEADER, tokenRow(hash, i, shape));
            }
        }
        int grams = HEADER + shape.tokenRows() / 8;
        for (int hash : tokens.grams()) {
            set(bytes, grams, gramRow(hash, shape));
        }
        return new BlockFilter(shape, bytes);
    }

    /**
     * Reads what {@link #bytes} gave.
     *
     * @throws MalformedFilterException when it is no filter of this version
     */
    public static BlockFilter read(byte[] bytes) {
        check(bytes.length >= HEADER, "the filter of a block is cut off");
        FilterShape.checkVersion(bytes[0]);
        FilterShape shape = new FilterShape(FilterShape.rows(bytes[1]), FilterShape.rows(bytes[2]), 1);
        long expected = HEADER + ((long) shape.tokenRows() + shape.gramRows()) / 8;
        check(bytes.length == expected, "the filter of a block has " + bytes.length + " bytes, not " + expected);
        return new BlockFilter(shape, bytes.clone());
    }

    /** Version and exponents of the numbers of rows, a byte each; the bits of the tokens; the bits of the grams. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its number of rows; one block. */
    public FilterShape shape() {
        return shape;
    }

    /** The row of the {@code i}th bit of a token: double hashing by the halves of its hash. */
    static int tokenRow(long hash, int i, FilterShape shape) {
        int stepBy = (int) (hash >>> 32) | 1;
        return ((int) hash + i * stepBy) & (shape.tokenRows() - 1);
    }

    static int gramRow(int hash, FilterShape shape) {
        return hash & (shape.gramRows() - 1);
    }

    boolean mayHaveToken(long hash) {
        for (int i = 0; i < FilterShape.HASHES; i++) {
            if (!isSet(HEADER, tokenRow(hash, i, shape))) {
                return false;
            }
        }
        return true;
    }

    boolean mayHaveGram(int hash) {
        return isSet(HEADER + shape.tokenRows() / 8, gramRow(hash, shape));
    }

    RowChoice.Load load(Part part) {
        int rows = shape.rows(part);
        return new RowChoice.Load(rows, RowChoice.fill(bytes, start(part), start(part) + rows / 8, rows), 1);
    }

    /** The bits as of a filter of {@code rows}, row {@code r} the bit {@code r & 7} of byte {@code r / 8}. */
    byte[] bits(Part part, int rows) {
        int own = shape.rows(part) / 8;
        byte[] bits = new byte[rows / 8];
        for (int i = 0; i < Math.max(own, bits.length); i++) {
            bits[i & (bits.length - 1)] |= bytes[start(part) + (i & (own - 1))];
        }
        return bits;
    }

    private int start(Part part) {
        return part == Part.TOKENS ? HEADER : HEADER + shape.tokenRows() / 8;
    }

    private static void set(byte[] bytes, int start, int bit) {
        bytes[start + (bit >>> 3)] |= (byte) (1 << (bit & 7));
    }

    private boolean isSet(int start, int bit) {
        return (bytes[start + (bit >>> 3)] >> (bit & 7) & 1) != 0;
    }
}
