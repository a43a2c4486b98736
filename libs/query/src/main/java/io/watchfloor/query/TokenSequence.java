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
        int start = Tokens.start(text, 0);
        while (start < text.length()) {
            if (startsAt(text, start)) {
                return true;
            }
            start = Tokens.start(text, Tokens.end(text, start));
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
