package io.watchfloor.query;

/**
 * Case folding: each code point to upper and then to lower case by the simple mappings of Unicode, in no locale. It is the relation of
 * {@link String#equalsIgnoreCase}, so whole values can be compared without folding them.
 */
public final class Fold {

    private Fold() {}

    /** The folded form of a code point. */
    public static int fold(int codePoint) {
        if (codePoint < 128) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /**
     * Where the next code point at or behind {@code from} that folds to {@code wanted} starts, before {@code to}; {@code to} when there is
     * none.
     */
    static int indexOf(String text, int wanted, int from, int to) {
        int at = from;
        while (at < to) {
            int codePoint = text.codePointAt(at);
            if (fold(codePoint) == wanted) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return to;
    }

    /** A text of folded code points, as many as before. */
    public static String folded(String text) {
        int[] folded = fold(text);
        return new String(folded, 0, folded.length);
    }

    /** The folded code points of a text. */
    public static int[] fold(String text) {
        return text.codePoints().map(Fold::fold).toArray();
    }
}
