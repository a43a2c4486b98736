package io.watchfloor.blocks.filter;

import static io.watchfloor.blocks.filter.MalformedFilterException.check;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slices of one group's filter that a query reads, at most {@value #MOST_SLICES}, each once, and what they tell. The most selective
 * come first: any number from the beginning may be read, and fewer let more blocks through. A caller may read the tokens first and the
 * grams only if blocks remain. Immutable.
 */
public final class GroupReading {

    /** Slices that a query reads of a group at most; a query of more alternatives than these can tell is not pruned by them. */
    public static final int MOST_SLICES = 192;

    private final FilterShape shape;
    private final RowPlan plan;
    private final List<Slice> tokens;
    private final List<Slice> grams;

    private GroupReading(FilterShape shape, RowPlan plan, List<Slice> tokens, List<Slice> grams) {
        this.shape = shape;
        this.plan = plan;
        this.tokens = tokens;
        this.grams = grams;
    }

    static GroupReading of(Clause clause, FilterShape shape) {
        RowPlanner planner = new RowPlanner(shape);
        RowPlan plan = planner.plan(clause, MOST_SLICES);
        return new GroupReading(shape, plan, slices(planner, shape, Part.TOKENS), slices(planner, shape, Part.GRAMS));
    }

    private static List<Slice> slices(RowPlanner planner, FilterShape shape, Part part) {
        return planner.rows(part).stream()
                .map(row -> new Slice(part, row * shape.rowBytes(), shape.rowBytes()))
                .toList();
    }

    /** Slices of the tokens' rows, the most telling first. */
    public List<Slice> tokens() {
        return tokens;
    }

    /** Slices of the grams' rows, worth reading when blocks remain after the tokens. */
    public List<Slice> grams() {
        return grams;
    }

    /**
     * The blocks that may hold a match, a bit each, block 0 the lowest of the first.
     *
     * @param tokenRows what the first slices of {@link #tokens} hold
     * @param gramRows what the first slices of {@link #grams} hold; empty for what the tokens alone tell
     * @throws MalformedFilterException when a slice is not of its length
     */
    public long[] blocks(List<byte[]> tokenRows, List<byte[]> gramRows) {
        check(tokenRows.size() <= tokens.size() && gramRows.size() <= grams.size(), "more slices than were asked for");
        return blocks(plan, bits(tokenRows), bits(gramRows));
    }

    private long[] blocks(RowPlan step, List<long[]> tokenRows, List<long[]> gramRows) {
        return switch (step) {
            case RowPlan.Everything() -> everything();
            case RowPlan.Rows(Part part, List<Integer> rows) -> all(rows, part == Part.TOKENS ? tokenRows : gramRows);
            case RowPlan.AllOf(var steps) -> {
                long[] passing = everything();
                for (RowPlan each : steps) {
                    and(passing, blocks(each, tokenRows, gramRows));
                }
                yield passing;
            }
            case RowPlan.AnyOf(var steps) -> {
                long[] passing = new long[(shape.blocks() + 63) / 64];
                for (RowPlan each : steps) {
                    or(passing, blocks(each, tokenRows, gramRows));
                }
                yield passing;
            }
        };
    }

    private long[] all(List<Integer> rows, List<long[]> read) {
        long[] passing = everything();
        for (int row : rows) {
            if (row < read.size()) {
                and(passing, read.get(row));
            }
        }
        return passing;
    }

    private long[] everything() {
        long[] bits = new long[(shape.blocks() + 63) / 64];
        Arrays.fill(bits, -1);
        bits[bits.length - 1] >>>= -shape.blocks() & 63;
        return bits;
    }

    private List<long[]> bits(List<byte[]> rows) {
        List<long[]> bits = new ArrayList<>(rows.size());
        for (byte[] row : rows) {
            check(row.length == shape.rowBytes(), "a slice of a filter is not of its length");
            long[] words = new long[(shape.blocks() + 63) / 64];
            for (int i = 0; i < row.length; i++) {
                words[i >> 3] |= (row[i] & 0xFFL) << (i << 3);
            }
            bits.add(words);
        }
        return bits;
    }

    private static void and(long[] into, long[] bits) {
        for (int i = 0; i < into.length; i++) {
            into[i] &= bits[i];
        }
    }

    private static void or(long[] into, long[] bits) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= bits[i];
        }
    }
}
