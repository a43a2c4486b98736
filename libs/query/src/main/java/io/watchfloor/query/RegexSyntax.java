package io.watchfloor.query;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** The gate of regular expressions: RE2 syntax, matched in time linear in the value by at most 2,000 states. */
final class RegexSyntax {

    private static final int MAX_STATES = 2_000;

    private RegexSyntax() {}

    /** The pattern with every slash escaped. */
    static String check(String pattern) {
        String escaped = escapeSlashes(pattern);
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("the regular expression is empty");
        }
        if (RegexSize.of(escaped, MAX_STATES) > MAX_STATES) {
            throw new IllegalArgumentException("the regular expression is too large: it expands to more than "
                    + MAX_STATES + " states; repeat less often, or look for a text in it as in field:*part*");
        }
        try {
            compile(escaped);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression of RE2 syntax: " + e.getDescription(), e);
        }
        return escaped;
    }

    @CanIgnoreReturnValue
    static Pattern compile(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static String escapeSlashes(String pattern) {
        StringBuilder escaped = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                refuseQuoting(pattern.charAt(i + 1));
                escaped.append(c).append(pattern.charAt(++i));
            } else {
                escaped.append(c == '/' ? "\\/" : String.valueOf(c));
            }
        }
        return escaped.toString();
    }

    /** Between {@code \Q} and {@code \E} a slash cannot be escaped, so such a pattern would not survive printing. */
    private static void refuseQuoting(char escaped) {
        if (escaped == 'Q') {
            throw new IllegalArgumentException("\\Q is not supported in regular expressions: escape single characters");
        }
    }
}
