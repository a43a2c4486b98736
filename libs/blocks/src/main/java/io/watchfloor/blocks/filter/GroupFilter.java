package io.watchfloor.blocks.filter;

import static io.watchfloor.blocks.filter.MalformedFilterException.check;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.List;

/**
 * The filters of the blocks of a group, transposed: a row for each bit position with a bit for each block, so that what a query needs of
 * all blocks lies in a few short stretches. Block {@code b} is bit {@code b & 7} (1 the lowest) of byte {@code b / 8} of a row.
 * Immutable as far as its arrays are left alone: they are not copied.
 */
public final class GroupFilter {

    private final FilterShape shape;
    private final byte[] tokens;
    private final byte[] grams;

    GroupFilter(FilterShape shape, byte[] tokens, byte[] grams) {
        this.shape = shape;
        this.tokens = tokens;
        this.grams = grams;
    }

    /**
     * A stored filter.
     *
     * @param header as {@link FilterShape#bytes} gave it
     * @throws MalformedFilterException when the header is none of this version, or the arrays are not of the lengths that it says
     */
    public static GroupFilter read(byte[] header, byte[] tokens, byte[] grams) {
        FilterShape shape = FilterShape.read(header);
        check(tokens.length == shape.length(Part.TOKENS), "the rows of tokens are not as long as the header says");
        check(grams.length == shape.length(Part.GRAMS), "the rows of grams are not as long as the header says");
        return new GroupFilter(shape, tokens, grams);
    }

    /**
     * One filter for the blocks of all groups, in their order, as if it had been made of them: rows of groups with fewer are repeated,
     * which changes no answer; rows of groups with more are joined, if false positives stay as rare as in a new group.
     *
     * @throws MalformedFilterException when the groups together are too large
     */
    public static GroupFilter merge(List<GroupFilter> groups) {
        long blocks = groups.stream().mapToLong(group -> group.shape.blocks()).sum();
        check(blocks <= FilterShape.MOST_BLOCKS, "the groups have more than 65,536 blocks");
        FilterShape shape = new FilterShape(rows(groups, Part.TOKENS), rows(groups, Part.GRAMS), (int) blocks);
        return new GroupFilter(shape, merge(groups, shape, Part.TOKENS), merge(groups, shape, Part.GRAMS));
    }

    private static int rows(List<GroupFilter> groups, Part part) {
        return RowChoice.rows(
                part, groups.stream().map(group -> group.load(part)).toList());
    }

    private RowChoice.Load load(Part part) {
        byte[] bytes = array(part);
        long bits = (long) shape.rows(part) * shape.blocks();
        return new RowChoice.Load(shape.rows(part), RowChoice.fill(bytes, 0, bytes.length, bits), shape.blocks());
    }

    private static byte[] merge(List<GroupFilter> groups, FilterShape shape, Part part) {
        byte[] merged = new byte[shape.length(part)];
        int first = 0;
        for (GroupFilter group : groups) {
            int own = group.shape.rows(part);
            for (int row = 0; row < Math.max(own, shape.rows(part)); row++) {
                long at = (row & (shape.rows(part) - 1)) * shape.rowBytes() * 8L + first;
                group.copyRow(part, row & (own - 1), merged, at);
            }
            first += group.shape.blocks();
        }
        return merged;
    }

    /** Joins the bits of a row to those in {@code into} from bit {@code at} on. */
    private void copyRow(Part part, int row, byte[] into, long at) {
        int length = shape.rowBytes();
        int from = row * length;
        int shift = (int) at & 7;
        int to = (int) (at >>> 3);
        int left = shape.blocks() + shift;
        for (int i = 0; i < length; i++) {
            int bits = (array(part)[from + i] & 0xFF) << shift;
            into[to + i] |= (byte) bits;
            if (left > 8 && shift > 0) {
                into[to + i + 1] |= (byte) (bits >>> 8);
            }
            left -= 8;
        }
    }

    public FilterShape shape() {
        return shape;
    }

    /** The rows of tokens, one behind the other; not a copy. */
    public byte[] tokens() {
        return tokens;
    }

    /** The rows of grams, one behind the other; not a copy. */
    public byte[] grams() {
        return grams;
    }

    private byte[] array(Part part) {
        return part == Part.TOKENS ? tokens : grams;
    }
}
