package io.watchfloor.rules.sigma;

import org.jspecify.annotations.Nullable;

/**
 * A counted repetition, {@code {3}}, {@code {3,}} or {@code {3,5}}. RE2 counts to 1,000, PCRE to 65,535, so larger ones are written as several.
 *
 * @param most -1 without bound
 * @param text as written
 */
record Repetition(int least, int most, String text) {
    private static final int RE2_MOST = 1_000;
    private static final int MOST = 10_000;

    /** The repetition whose brace opens before {@code from}, or null: then the brace is a character. */
    static @Nullable Repetition parse(String pattern, int from) {
        int close = pattern.indexOf('}', from);
        String inside = close < 0 ? "" : pattern.substring(from, close);
        int comma = inside.indexOf(',');
        String least = comma < 0 ? inside : inside.substring(0, comma);
        String most = comma < 0 ? inside : inside.substring(comma + 1);
        if (!isCount(least) || !(isCount(most) || (comma >= 0 && most.isEmpty()))) {
            return null;
        }
        return new Repetition(count(least), most.isEmpty() ? -1 : count(most), "{" + inside + "}");
    }

    boolean isTooOften() {
        return least > MOST || most > MOST;
    }

    boolean isSplit() {
        return least > RE2_MOST || most > RE2_MOST;
    }

    /** The repeated expression in RE2 syntax. */
    String of(String repeated) {
        if (!isSplit()) {
            return repeated + text;
        }
        String rest = most < 0 ? repeated + "*" : times(repeated, most - least, "0,");
        return "(?:" + times(repeated, least, "") + rest + ")";
    }

    private static String times(String repeated, int count, String prefix) {
        StringBuilder times = new StringBuilder();
        for (int left = count; left > 0; left -= RE2_MOST) {
            times.append(repeated)
                    .append('{')
                    .append(prefix)
                    .append(Math.min(left, RE2_MOST))
                    .append('}');
        }
        return times.toString();
    }

    private static boolean isCount(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int count(String digits) {
        return digits.length() > 5 ? MOST + 1 : Integer.parseInt(digits);
    }
}
