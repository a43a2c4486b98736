package io.watchfloor.attack.mapping;

import java.util.Arrays;
import java.util.List;

/**
 * What a text and its indicators are made of, as rows of the model: words, pairs of neighbouring words, fragments of words,
 * and for indicators also words with their punctuation and as words of an indicator. Each kind is a group, that later
 * weighs the same however much there is of it. One pass over the characters.
 */
public final class Features {
    /** Rows that features may fall into; a power of two. */
    public static final int ROWS = 1 << 20;

    private static final int WORDS = 0;
    private static final int PAIRS = 1;
    private static final int FRAGMENTS = 2;
    private static final int TOKENS = 3;
    private static final int GROUPS = 8;
    /** Of an indicator's groups. */
    private static final int OF_INDICATORS = 4;

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_TOKEN = 32;
    private static final int FRAGMENT = 4;

    private final RowList[] groups = new RowList[GROUPS];

    private Features() {
        Arrays.setAll(groups, each -> new RowList());
    }

    /** The features of a text, of indicators, or of both. */
    public static Features of(String text, List<String> indicators) {
        Features features = new Features();
        features.words(text, 0);
        for (String indicator : indicators) {
            features.words(indicator, OF_INDICATORS);
            features.tokens(indicator);
        }
        return features;
    }

    /** The rows of each group, ascending, each once; groups may be empty, their order is fixed. */
    public List<int[]> rows() {
        return Arrays.stream(groups).map(RowList::distinct).toList();
    }

    /** Whether there is anything of an indicator in them. */
    boolean haveIndicators() {
        return Arrays.stream(groups, OF_INDICATORS, GROUPS).anyMatch(group -> !group.isEmpty());
    }

    /** Whether a group, by its place in {@link #rows()}, is one of indicators. */
    static boolean isOfIndicators(int group) {
        return group >= OF_INDICATORS;
    }

    private void words(String text, int base) {
        int before = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                before = word(text.substring(at, Math.min(end, at + LONGEST_WORD)), before, base);
            }
            at = end + 1;
        }
    }

    /** Adds a word and what it makes with the word before; its hash. */
    private int word(String written, int before, int base) {
        String word = lower(written);
        int hash = hash(1, word, 0, word.length());
        groups[base + WORDS].add(row(hash));
        if (before != 0) {
            int pair = mix(before, hash);
            groups[base + PAIRS].add(row(pair));
            if (base == OF_INDICATORS) {
                groups[base + TOKENS].add(row(mix(pair, 2)));
            }
        }
        if (base == OF_INDICATORS) {
            groups[base + TOKENS].add(row(mix(hash, 3)));
        }
        humps(written, word, base);
        String bounded = '<' + word + '>';
        for (int i = 0; i + FRAGMENT <= bounded.length(); i++) {
            groups[base + FRAGMENTS].add(row(hash(4, bounded, i, i + FRAGMENT)));
        }
        return hash;
    }

    /** The words within {@code DownloadString}. */
    private void humps(String written, String word, int base) {
        int from = 0;
        for (int i = 1; i <= written.length(); i++) {
            boolean ends = i == written.length()
                    ? from > 0
                    : Character.isUpperCase(written.charAt(i)) && Character.isLowerCase(written.charAt(i - 1));
            if (ends) {
                groups[base + WORDS].add(row(hash(1, word, from, i)));
                from = i;
            }
        }
    }

    /** What stands between blanks, quotes and separators, such as {@code -enc} and {@code .hta}. */
    private void tokens(String indicator) {
        String lower = lower(indicator);
        int from = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || separates(lower.charAt(i))) {
                if (i - from > 1 && i - from <= LONGEST_TOKEN) {
                    groups[OF_INDICATORS + TOKENS].add(row(hash(5, lower, from, i)));
                }
                from = i + 1;
            }
        }
    }

    private static boolean separates(char c) {
        return c <= ' ' || "\"'\\/,;()|=".indexOf(c) >= 0;
    }

    /** Character by character, so that places stay where they are. */
    private static String lower(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(characters[i]);
        }
        return new String(characters);
    }

    private static int hash(int kind, String text, int from, int to) {
        int hash = kind * 0x9E3779B1 + 17;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return finish(hash);
    }

    private static int mix(int first, int second) {
        return finish(first * 31 + second * 0x85EBCA6B);
    }

    private static int finish(int hash) {
        int mixed = (hash ^ (hash >>> 15)) * 0x2C1B3C6D;
        mixed = (mixed ^ (mixed >>> 12)) * 0x297A2D39;
        return mixed ^ (mixed >>> 15);
    }

    private static int row(int hash) {
        return hash & (ROWS - 1);
    }
}
