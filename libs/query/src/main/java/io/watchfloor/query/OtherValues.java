package io.watchfloor.query;

import java.util.List;

/** What numbers and truth values may read as ({@link ValueTest}), folded. Says yes rather too often. */
final class OtherValues {

    private static final List<String> NAMES = List.of("true", "false", "nan", "infinity", "-infinity");
    private static final String OF_NUMBERS = "0123456789+-.e";
    private static final String OF_TOKENS = "0123456789e";
    /** As in {@code 1.5E+50}. */
    private static final int MOST_TOKENS = 3;

    private OtherValues() {}

    /** Whether one that {@link Decimal#parse} cannot read may read as {@code text}. */
    static boolean areNamed(String text) {
        return NAMES.contains(text);
    }

    /** Whether one may contain {@code text}. */
    static boolean mayHold(String text) {
        return isOf(OF_NUMBERS, text) || NAMES.stream().anyMatch(name -> name.contains(text));
    }

    /** Whether one may have the tokens in sequence; all have at least one. */
    static boolean mayHaveTokens(List<String> tokens) {
        return (tokens.size() == 1 && NAMES.contains(tokens.getFirst()))
                || (!tokens.isEmpty()
                        && tokens.size() <= MOST_TOKENS
                        && tokens.stream().allMatch(token -> isOf(OF_TOKENS, token)));
    }

    private static boolean isOf(String characters, String text) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
