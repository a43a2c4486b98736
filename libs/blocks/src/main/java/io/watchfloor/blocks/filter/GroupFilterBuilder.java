package io.watchfloor.blocks.filter;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.ArrayList;
import java.util.List;

/** Collects the filters of blocks, at most 65,536, and transposes them. */
public final class GroupFilterBuilder {

    private final List<BlockFilter> blocks = new ArrayList<>();

    /** The next block; {@code tokens} may be cleared afterwards. */
    public void add(BlockTokens tokens) {
        add(BlockFilter.of(tokens));
    }

    /** The next block. */
    public void add(BlockFilter block) {
        blocks.add(block);
    }

    /** Blocks so far. */
    public int size() {
        return blocks.size();
    }

    /**
     * The filter of the blocks in the order in which they came, with as few rows as let through at most 4 absent tokens of 1,000.
     *
     * @throws MalformedFilterException when there are none, or too many
     */
    public GroupFilter build() {
        FilterShape shape = new FilterShape(rows(Part.TOKENS), rows(Part.GRAMS), blocks.size());
        return new GroupFilter(shape, transpose(shape, Part.TOKENS), transpose(shape, Part.GRAMS));
    }

    private int rows(Part part) {
        return RowChoice.rows(
                part, blocks.stream().map(block -> block.load(part)).toList());
    }

    private byte[] transpose(FilterShape shape, Part part) {
        byte[][] columns =
                blocks.stream().map(block -> block.bits(part, shape.rows(part))).toArray(byte[][]::new);
        byte[] rows = new byte[shape.length(part)];
        int width = shape.rowBytes();
        for (int row = 0; row < shape.rows(part); row += 8) {
            for (int column = 0; column < width; column++) {
                long square = transpose(square(columns, row, column * 8));
                for (int i = 0; i < 8 && square != 0; i++) {
                    rows[(row + i) * width + column] = (byte) square;
                    square >>>= 8;
                }
            }
        }
        return rows;
    }

    /** Eight rows of eight blocks: byte b has the rows of block {@code first + b}. */
    private static long square(byte[][] columns, int row, int first) {
        long square = 0;
        for (int b = Math.min(8, columns.length - first) - 1; b >= 0; b--) {
            square = square << 8 | (columns[first + b][row / 8] & 0xFF);
        }
        return square;
    }

    /** Bit i of byte b becomes bit b of byte i (Warren, Hacker's Delight, 7-3). */
    private static long transpose(long square) {
        long swap = (square ^ square >>> 7) & 0x00AA00AA00AA00AAL;
        long turned = square ^ swap ^ swap << 7;
        swap = (turned ^ turned >>> 14) & 0x0000CCCC0000CCCCL;
        turned = turned ^ swap ^ swap << 14;
        swap = (turned ^ turned >>> 28) & 0x00000000F0F0F0F0L;
        return turned ^ swap ^ swap << 28;
    }
}
