package io.watchfloor.rules.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Blocks of literals, found by the bytes of a text. From each literal it takes as many blocks side by side as a {@link LiteralSearch} steps over
 * bytes: those that the fewest other literals have. Capitals and small letters are the same here. Literals of one byte are left out. Immutable.
 */
final class GramTable {
    private static final long SMALL = 0x2020202020202020L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** A set of so many places, a bit each, stays in the first-level cache. */
    private static final int SMALL_BITS = 16;

    /** How many bytes of the text must stand from a place on. */
    final int least;
    /** Every so many bytes a block has to be looked at. */
    final int stride;

    /** Has no bits that bytes behind the block could have a part in. */
    private final long factor;

    private final int shift;
    /** By hash: a bit that is set if a block may have it. */
    private final long[] set;

    private final int bucketShift;
    /** By bucket: where it begins in the arrays behind. */
    private final int[] bucketAt;

    /** By block: up to eight bytes of its literal from its first byte on, and which of the eight they are. */
    private final long[] bytes;

    private final long[] mask;
    /** By block: the literal that it is of. */
    private final int[] literal;
    /** By block: where it stands in its literal. */
    private final int[] offset;

    /**
     * How blocks are cut.
     *
     * @param bytes in a block
     * @param least bytes in a literal: one less than in a block where any byte may stand behind it
     */
    private record Cut(int bytes, int least, int stride) {
        /** How many bytes, but for case, may stand behind a literal that is too short. */
        static final int COMPLETIONS = 128;

        private static final int MOST_BLOCKS = 1 << 16;
        private static final int MOST_COMPLETED = 1 << 4;
        private static final int MOST_STRIDE = 16;

        /** Empty if there would be no block, or too many. */
        static Optional<Cut> of(List<byte[]> literals) {
            int[] ofLength = new int[5];
            int shortest = Integer.MAX_VALUE;
            for (byte[] literal : literals) {
                ofLength[Math.min(literal.length, 4)]++;
                shortest = literal.length > 1 ? Math.min(shortest, literal.length) : shortest;
            }
            int count = ofLength[2] + ofLength[3] + ofLength[4];
            if (count == 0 || count + ofLength[2] * COMPLETIONS > MOST_BLOCKS) {
                return Optional.empty();
            }
            if (shortest == 2 || shortest == 3 && ofLength[3] > MOST_COMPLETED) {
                return Optional.of(new Cut(3, shortest, 1));
            }
            int bytes = shortest < 12 ? 4 : 8;
            int stride = Math.clamp(shortest - bytes + 1, 1, Math.clamp(MOST_BLOCKS / count, 1, MOST_STRIDE));
            return Optional.of(new Cut(bytes, Math.min(bytes, shortest), stride));
        }
    }

    /** Blocks while they are collected. */
    private static final class Blocks {
        final IntList hash = new IntList();
        final IntList literal = new IntList();
        final IntList offset = new IntList();

        void add(int ofHash, int ofLiteral, int at) {
            hash.add(ofHash);
            literal.add(ofLiteral);
            offset.add(at);
        }
    }

    private GramTable(List<byte[]> literals, Cut cut) {
        least = cut.least();
        stride = cut.stride();
        factor = SPREAD << 8 * (Long.BYTES - cut.bytes());
        Blocks blocks = new Blocks();
        int[] common = common(literals, cut.bytes());
        for (int i = 0; i < literals.size(); i++) {
            if (literals.get(i).length > 1) {
                addBlocks(i, literals.get(i), cut.bytes(), common, blocks);
            }
        }
        int bucketBits = bitsOf(blocks.hash.size);
        int bits = Math.max(bucketBits + 3, Math.min(bucketBits + 9, SMALL_BITS));
        shift = Integer.SIZE - bits;
        bucketShift = bits - bucketBits;
        set = new long[Math.max(1, 1 << bits - 6)];
        bucketAt = new int[(1 << bucketBits) + 1];
        bytes = new long[blocks.hash.size];
        mask = new long[blocks.hash.size];
        literal = new int[blocks.hash.size];
        offset = new int[blocks.hash.size];
        fill(blocks, literals);
    }

    /** Empty if there are too many short literals. */
    static Optional<GramTable> of(List<byte[]> literals) {
        return Cut.of(literals).map(cut -> new GramTable(literals, cut));
    }

    /** At least one, so that a shift by the rest is one. */
    private static int bitsOf(int count) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count - 1));
    }

    private int hash(long word) {
        return (int) ((word | SMALL) * factor >>> Integer.SIZE);
    }

    private static long word(byte[] literal, int at) {
        long word = 0;
        for (int i = Math.min(literal.length, at + Long.BYTES) - 1; i >= at; i--) {
            word = word << 8 | literal[i] & 0xFF;
        }
        return word;
    }

    /** By a part of the hash: how often blocks stand in literals. What rules name often is frequent in logs, too. */
    private int[] common(List<byte[]> literals, int bytes) {
        int[] common = new int
                [1 << bitsOf(literals.stream().mapToInt(one -> one.length).sum())];
        for (byte[] one : literals) {
            for (int at = 0; at + bytes <= one.length; at++) {
                common[hash(word(one, at)) & common.length - 1]++;
            }
        }
        return common;
    }

    private void addBlocks(int number, byte[] of, int bytes, int[] common, Blocks blocks) {
        if (of.length < bytes) {
            for (long behind = 0; behind < 2 * Cut.COMPLETIONS; behind++) {
                if ((behind & SMALL) != 0) {
                    blocks.add(hash(word(of, 0) | behind << 8 * of.length), number, 0);
                }
            }
            return;
        }
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int from = 0; from + stride + bytes - 1 <= of.length; from++) {
            long sum = 0;
            for (int at = from; at < from + stride; at++) {
                sum += common[hash(word(of, at)) & common.length - 1];
            }
            if (sum < least) {
                least = sum;
                best = from;
            }
        }
        for (int at = best; at < best + stride; at++) {
            blocks.add(hash(word(of, at)), number, at);
        }
    }

    private void fill(Blocks blocks, List<byte[]> literals) {
        for (int i = 0; i < blocks.hash.size; i++) {
            int place = blocks.hash.items[i] >>> shift;
            set[place >>> 6] |= 1L << place;
            bucketAt[(place >>> bucketShift) + 1]++;
        }
        for (int bucket = 1; bucket < bucketAt.length; bucket++) {
            bucketAt[bucket] += bucketAt[bucket - 1];
        }
        int[] next = Arrays.copyOf(bucketAt, bucketAt.length);
        for (int i = 0; i < blocks.hash.size; i++) {
            int at = next[blocks.hash.items[i] >>> shift >>> bucketShift]++;
            literal[at] = blocks.literal.items[i];
            offset[at] = blocks.offset.items[i];
            byte[] of = literals.get(literal[at]);
            int count = Math.min(Long.BYTES, of.length - offset[at]);
            mask[at] = count == Long.BYTES ? -1 : (1L << 8 * count) - 1;
            bytes[at] = (word(of, offset[at]) | SMALL) & mask[at];
        }
    }

    /** The first place at or behind {@code from}, and no further than {@code last}, where a block may stand; one behind {@code last} if there is none. */
    int next(byte[] text, int from, int last) {
        long[] in = set;
        long by = factor;
        int down = shift + Integer.SIZE;
        int step = stride;
        int at = from;
        while (at <= last) {
            int place = (int) ((Bytes.word(text, at) | SMALL) * by >>> down);
            if ((in[place >>> 6] >>> place & 1) != 0) {
                return at;
            }
            at += step;
        }
        return at;
    }

    /** Where the blocks begin that may stand at {@code at}, behind which eight bytes can be read; they end where those of the next bucket begin. */
    int bucket(long word) {
        return hash(word) >>> shift >>> bucketShift;
    }

    int begin(int bucket) {
        return bucketAt[bucket];
    }

    /** Whether the block, and what follows it in its literal, is the beginning of the word, but for case. */
    boolean fits(int block, long word) {
        return ((word | SMALL) & mask[block]) == bytes[block];
    }

    /** How many blocks share a bucket at most. */
    int largestBucket() {
        int most = 0;
        for (int bucket = 1; bucket < bucketAt.length; bucket++) {
            most = Math.max(most, bucketAt[bucket] - bucketAt[bucket - 1]);
        }
        return most;
    }

    int literal(int block) {
        return literal[block];
    }

    int offset(int block) {
        return offset[block];
    }

    long size() {
        return 8L * set.length + 4L * bucketAt.length + 24L * literal.length;
    }
}
