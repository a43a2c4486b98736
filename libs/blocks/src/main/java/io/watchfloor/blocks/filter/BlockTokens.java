package io.watchfloor.blocks.filter;

import java.util.Arrays;

/**
 * What a block must remember to be found: the set of its token hashes (64 bits) and of its 4-gram hashes (22 bits). Meant to be cleared
 * and used for block after block: it grows to the largest and then allocates nothing. Holds 0.6 MB and about 20 bytes per token; one
 * thread at a time.
 */
public final class BlockTokens {

    /** Bits of a gram's hash. */
    static final int GRAM_BITS = 22;

    private static final int FIRST_SIZE = 1_024;
    /** So many are collected before they are looked up. */
    private static final int NEW = 256;
    /** Places in which what was seen last is kept: most that comes again came shortly before, and this much is quick to look at. */
    private static final int SEEN = 2_048;

    private final long[] newTokens = new long[NEW];
    private int newTokenCount;
    private final int[] newGrams = new int[NEW];
    private int newGramCount;

    private final long[] seenTokens = new long[SEEN];
    /** One more than the hash, 0 is empty. */
    private final int[] seenGrams = new int[SEEN];

    @SuppressWarnings("unused")
    private long touched;

    /** Open addressing, 0 is empty, at most half full. */
    private long[] table = new long[FIRST_SIZE];

    private int tokens;
    private boolean zero;
    private final long[] gramSet = new long[1 << (GRAM_BITS - 6)];
    private int[] gramList = new int[FIRST_SIZE];
    private int grams;

    /** Number of different tokens. */
    public int tokenCount() {
        takeTokens();
        return tokens + (zero ? 1 : 0);
    }

    /** Number of different gram hashes. */
    public int gramCount() {
        takeGrams();
        return grams;
    }

    /** Forgets everything; keeps the memory. */
    public void clear() {
        newTokenCount = 0;
        newGramCount = 0;
        Arrays.fill(seenTokens, 0);
        Arrays.fill(seenGrams, 0);
        Arrays.fill(table, 0);
        tokens = 0;
        zero = false;
        for (int i = 0; i < grams; i++) {
            gramSet[gramList[i] >>> 6] = 0;
        }
        grams = 0;
    }

    void addToken(long hash) {
        int place = (int) (hash >>> 32) & SEEN - 1;
        if (seenTokens[place] == hash && hash != 0) {
            return;
        }
        seenTokens[place] = hash;
        newTokens[newTokenCount++] = hash;
        if (newTokenCount == NEW) {
            takeTokens();
        }
    }

    /** {@code hash}: of 22 bits. */
    void addGram(int hash) {
        int place = hash & SEEN - 1;
        if (seenGrams[place] == hash + 1) {
            return;
        }
        seenGrams[place] = hash + 1;
        newGrams[newGramCount++] = hash;
        if (newGramCount == NEW) {
            takeGrams();
        }
    }

    /** The places of all are read first, all together, since memory is slow to answer: {@link #touched} is of no other use. */
    private void takeTokens() {
        int mask = table.length - 1;
        long read = 0;
        for (int i = 0; i < newTokenCount; i++) {
            read += table[(int) newTokens[i] & mask];
        }
        touched = read;
        for (int i = 0; i < newTokenCount; i++) {
            takeToken(newTokens[i]);
        }
        newTokenCount = 0;
    }

    private void takeToken(long hash) {
        if (hash == 0) {
            zero = true;
        } else if (put(table, hash) && ++tokens > table.length / 2) {
            grow();
        }
    }

    private void takeGrams() {
        long read = 0;
        for (int i = 0; i < newGramCount; i++) {
            read += gramSet[newGrams[i] >>> 6];
        }
        touched = read;
        for (int i = 0; i < newGramCount; i++) {
            takeGram(newGrams[i]);
        }
        newGramCount = 0;
    }

    private void takeGram(int hash) {
        long bit = 1L << hash;
        long word = gramSet[hash >>> 6];
        if ((word & bit) == 0) {
            gramSet[hash >>> 6] = word | bit;
            if (grams == gramList.length) {
                gramList = Arrays.copyOf(gramList, grams * 2);
            }
            gramList[grams++] = hash;
        }
    }

    /** The tokens in no order. */
    long[] tokens() {
        long[] all = new long[tokenCount()];
        int at = 0;
        for (long hash : table) {
            if (hash != 0) {
                all[at++] = hash;
            }
        }
        return all;
    }

    /** The gram hashes in the order of their first sight. */
    int[] grams() {
        takeGrams();
        return Arrays.copyOf(gramList, grams);
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long hash : table) {
            if (hash != 0) {
                boolean _ = put(larger, hash);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = hash;
        return true;
    }
}
