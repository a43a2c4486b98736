package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds many literals by looking at few bytes. Only every so many bytes a block of the text is looked up in a small bit set; a literal has as many of
 * its blocks in the set as that distance, side by side, so one of them is looked at wherever the literal stands. Each step is independent of the one
 * before, which makes it several times as fast as an {@link Automaton} where literals are rare; where they are not it gives up. Immutable.
 */
final class LiteralSearch {
    private static final int MOST_SINGLE = 4;
    private static final int SHORTEST_PLAIN = 3;
    /** So many literals are looked at more closely, beside one for each byte, before it gives up. */
    private static final int PATIENCE = 128;
    /** So many at one place take about as long as an automaton's step where it misses the cache. */
    private static final int STEADY = 16;

    private final GramTable grams;
    private final byte[][] literals;
    /** Numbers of the literals of one byte, which have no block. */
    private final int[] single;

    private final boolean steady;

    private LiteralSearch(GramTable grams, byte[][] literals, int[] single) {
        this.grams = grams;
        this.literals = literals;
        this.single = single;
        this.steady = grams.largestBucket() <= STEADY;
    }

    /**
     * Empty when there are too many short literals.
     *
     * @param literals folded, none empty; the position in the list is the number of the literal
     */
    static Optional<LiteralSearch> of(List<byte[]> literals) {
        IntList single = new IntList();
        for (int i = 0; i < literals.size(); i++) {
            if (literals.get(i).length == 1) {
                single.add(i);
            }
        }
        if (single.size > MOST_SINGLE) {
            return Optional.empty();
        }
        return GramTable.of(literals)
                .map(grams -> new LiteralSearch(grams, literals.toArray(byte[][]::new), single.toArray()));
    }

    /** As {@link #of}, of the parts of the literals that stand in JSON as they are; for {@link #mayStand}. Empty when they are too short. */
    static Optional<LiteralSearch> ofPlainRuns(List<byte[]> literals) {
        List<byte[]> runs = new ArrayList<>();
        for (byte[] literal : literals) {
            byte[] run = longestPlainRun(literal);
            if (run.length < SHORTEST_PLAIN) {
                return Optional.empty();
            }
            runs.add(run);
        }
        return runs.isEmpty() ? Optional.empty() : of(runs);
    }

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

    /**
     * Reports every literal in the folded {@code text[0, length)}, behind which eight more bytes can be read.
     *
     * @return false when it gave up, having reported some
     */
    boolean scan(byte[] text, int length, Automaton.Sink sink) {
        for (int number : single) {
            byte wanted = literals[number][0];
            for (int at = Bytes.find(text, 0, length, wanted);
                    at < length;
                    at = Bytes.find(text, at + 1, length, wanted)) {
                sink.found(number, at + 1);
            }
        }
        int patience = PATIENCE + length;
        int last = length - grams.least;
        for (int at = grams.next(text, 0, last); at <= last; at = grams.next(text, at + grams.stride, last)) {
            patience -= check(text, at, length, sink);
            if (patience < 0 && !steady) {
                return false;
            }
        }
        return true;
    }

    /** How many literals were looked at. */
    private int check(byte[] text, int at, int length, Automaton.Sink sink) {
        long word = Bytes.word(text, at);
        int bucket = grams.bucket(word);
        int from = grams.begin(bucket);
        int to = grams.begin(bucket + 1);
        for (int block = from; block < to; block++) {
            if (grams.fits(block, word)) {
                byte[] literal = literals[grams.literal(block)];
                int start = at - grams.offset(block);
                int end = start + literal.length;
                if (start >= 0 && end <= length && Arrays.equals(text, start, end, literal, 0, literal.length)) {
                    sink.found(grams.literal(block), end);
                }
            }
        }
        return to - from;
    }

    /** False only if none of the literals stands in the JSON text, whatever its case. */
    boolean mayStand(byte[] json, int from, int to) {
        int last = Math.min(to - grams.least, json.length - Long.BYTES);
        int at = from;
        while ((at = grams.next(json, at, last)) <= last) {
            if (stands(Bytes.word(json, at), json, at, from, to)) {
                return true;
            }
            at += grams.stride;
        }
        return at + grams.least <= to && mayStandAtEnd(json, at, from, to);
    }

    /** As {@link #mayStand}, where less than a word can be read. */
    private boolean mayStandAtEnd(byte[] json, int at, int from, int to) {
        byte[] end = Arrays.copyOfRange(json, at, to + Long.BYTES);
        for (int i = 0; at + i + grams.least <= to; i += grams.stride) {
            if (stands(Bytes.word(end, i), json, at + i, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(long word, byte[] json, int at, int from, int to) {
        int bucket = grams.bucket(word);
        for (int block = grams.begin(bucket); block < grams.begin(bucket + 1); block++) {
            byte[] literal = literals[grams.literal(block)];
            int start = at - grams.offset(block);
            boolean within = start >= from && start + literal.length <= to;
            if (grams.fits(block, word) && within && Bytes.equalsFolded(json, start, literal)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is quick on any text, so that it never gives up. */
    boolean isSteady() {
        return steady;
    }

    long size() {
        return grams.size();
    }
}
