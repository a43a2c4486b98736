package io.watchfloor.query;

/** Tokens that must follow one another in a text, whatever separates them. An empty sequence is found nowhere. */
final class TokenSequence {

    private final int[][] tokens;

    private TokenSequence(int[][] tokens) {
        this.tokens = tokens;
    }

    static TokenSequence of(String phrase) {
        return new TokenSequence(Tokens.of(phrase).stream().map(Fold::fold).toArray(int[][]::new));
    }

    boolean isIn(String text) {
        if (tokens.length == 0) {
            return false;
        }
        int first = tokens[0][0];
        int at = Fold.indexOf(text, first, 0, text.length());
        while (at < text.length()) {
            if ((at == 0 || !Tokens.isPart(text.codePointBefore(at))) && startsAt(text, at)) {
                return true;
            }
            at = Fold.indexOf(text, first, at + Character.charCount(text.codePointAt(at)), text.length());
        }
        return false;
    }

    private boolean startsAt(String text, int start) {
        int at = start;
        for (int[] token : tokens) {
            at = endOf(token, text, Tokens.start(text, at));
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** The end of {@code token} when it stands at {@code start} as a whole, else -1. */
    private static int endOf(int[] token, String text, int start) {
        int at = start;
        for (int expected : token) {
            int found = at < text.length() ? text.codePointAt(at) : -1;
            if (found < 0 || Fold.fold(found) != expected) {
                return -1;
            }
            at += Character.charCount(found);
        }
        return at == text.length() || !Tokens.isPart(text.codePointAt(at)) ? at : -1;
    }
}
