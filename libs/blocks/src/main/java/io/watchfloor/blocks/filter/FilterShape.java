package io.watchfloor.blocks.filter;

import static io.watchfloor.blocks.filter.MalformedFilterException.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The shape of a group's filter, enough to tell which slices a query reads. Rows are powers of two, so that a filter of fewer rows is
 * one of more rows in which it is repeated: groups merge without their events.
 *
 * @param tokenRows bit positions of the Bloom filter, 64 to 2^26
 * @param gramRows bit positions of the map of grams, 64 to 2^22
 * @param blocks bits of a row, 1 to 65,536
 */
public record FilterShape(int tokenRows, int gramRows, int blocks) {

    /** Bits that a token sets. */
    public static final int HASHES = 8;

    /** Bytes of {@link #bytes()}. */
    public static final int LENGTH = 7;

    static final int VERSION = 1;
    static final int FEWEST_ROWS = 64;
    static final int MOST_BLOCKS = 65_536;
    private static final int MOST_TOKEN_ROWS = 1 << 26;
    private static final int MOST_GRAM_ROWS = 1 << BlockTokens.GRAM_BITS;
    private static final int ROWS_PER_TOKEN = 12;

    public FilterShape {
        check(isRows(tokenRows, MOST_TOKEN_ROWS), "rows of tokens: expected a power of two from 64 to 2^26");
        check(isRows(gramRows, MOST_GRAM_ROWS), "rows of grams: expected a power of two from 64 to 2^22");
        check(blocks >= 1 && blocks <= MOST_BLOCKS, "blocks: expected 1 to 65,536");
        check((long) Math.max(tokenRows, gramRows) * rowBytes(blocks) <= 1 << 30, "a filter is larger than 1 GiB");
    }

    private static boolean isRows(int rows, int most) {
        return rows >= FEWEST_ROWS && rows <= most && Integer.bitCount(rows) == 1;
    }

    /** The shape for a block: 12 to 24 bits a token (0.3 % to 0.01 % false positives), 1.5 to 3 bits a gram. */
    static FilterShape of(BlockTokens tokens) {
        long tokenRows = powerOfTwo((long) tokens.tokenCount() * ROWS_PER_TOKEN);
        long gramRows = powerOfTwo(tokens.gramCount() * 3L / 2);
        return new FilterShape((int) Math.min(tokenRows, MOST_TOKEN_ROWS), (int) Math.min(gramRows, MOST_GRAM_ROWS), 1);
    }

    private static long powerOfTwo(long atLeast) {
        return Math.max(FEWEST_ROWS, Long.highestOneBit(Math.max(1, atLeast - 1)) * 2);
    }

    /** Bytes of a row: a bit for each block, filled up with zeros. */
    public int rowBytes() {
        return rowBytes(blocks);
    }

    private static int rowBytes(int blocks) {
        return (blocks + 7) / 8;
    }

    /** Bytes of the array of {@code part}. */
    public int length(Slice.Part part) {
        return rows(part) * rowBytes();
    }

    int rows(Slice.Part part) {
        return part == Slice.Part.TOKENS ? tokenRows : gramRows;
    }

    /** The header: version, exponents of the two numbers of rows (a byte each), number of blocks (four bytes, little-endian). */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) VERSION)
                .put((byte) Integer.numberOfTrailingZeros(tokenRows))
                .put((byte) Integer.numberOfTrailingZeros(gramRows))
                .putInt(blocks)
                .array();
    }

    /**
     * Reads a header.
     *
     * @throws MalformedFilterException when it is none of this version
     */
    public static FilterShape read(byte[] bytes) {
        check(bytes.length == LENGTH, "the header of a filter has 7 bytes");
        checkVersion(bytes[0]);
        return new FilterShape(
                rows(bytes[1]),
                rows(bytes[2]),
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(3));
    }

    static void checkVersion(byte version) {
        check(version == VERSION, "the filter is of version " + version + ", not " + VERSION);
    }

    static int rows(byte exponent) {
        check(exponent >= 0 && exponent < 31, "the number of rows is out of range");
        return 1 << exponent;
    }
}
