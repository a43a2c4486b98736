package io.watchfloor.rules.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.watchfloor.query.RegexSize;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import java.util.Set;

/**
 * The gate of regular expressions. Sigma's are PCRE (modifiers appendix 2.1.0); ours run in time linear in the value, so what RE2 cannot do
 * (lookaround, back references, possessive and atomic groups, recursion) is refused, and what it can do in other words is translated by
 * {@link RegexTranslation} without changing what matches.
 */
final class SigmaRegex {
    /** A value of 10,000 characters then costs at most 100 million steps. */
    private static final int MAX_STATES = 10_000;

    private SigmaRegex() {}

    /** The pattern in RE2 syntax. Throws {@link InvalidSigmaException} with code {@code regex}, {@code unsupported_regex} or {@code limit}. */
    static String translate(String pattern, Set<RegexFlag> flags, Position at) {
        if (pattern.isEmpty()) {
            throw new InvalidSigmaException(at, "regex", "the regular expression is empty");
        }
        String translated = new RegexTranslation(pattern, flags.contains(RegexFlag.MULTI_LINE), at).translate();
        checkSize(translated, at);
        return translated;
    }

    /** Compiled only to see that it can be. */
    private static void checkSize(String pattern, Position at) {
        try {
            if (RegexSize.of(pattern, MAX_STATES) > MAX_STATES) {
                String message = "the regular expression expands to more than " + MAX_STATES + " states";
                throw new InvalidSigmaException(at, "limit", message);
            }
            Pattern compiled = Pattern.compile(pattern);
            assert compiled.pattern().equals(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidSigmaException(at, "regex", "the regular expression is not valid: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidSigmaException(at, "limit", String.valueOf(e.getMessage()));
        }
    }

    /** The text as an expression for itself. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append("\\.+*?()|[]{}^$".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return quoted.toString();
    }
}
