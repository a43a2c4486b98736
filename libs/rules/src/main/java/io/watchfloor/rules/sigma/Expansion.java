package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Replaces {@code %name%} in a value by what it stands for; several names give all combinations. {@code \%} is a percent sign. Names are letters,
 * digits, {@code _}, {@code -} and {@code .}. Source: Sigma specification 2.1.0, Placeholders.
 */
final class Expansion {
    private static final int MOST = 10_000;

    private final Placeholders placeholders;
    private final Position at;

    Expansion(Placeholders placeholders, Position at) {
        this.placeholders = placeholders;
        this.at = at;
    }

    /** The texts. Throws {@link InvalidSigmaException} with code {@code placeholder} when a name has no values. */
    List<SigmaText> texts(String value) {
        return expand(value, SigmaText::parse, SigmaText::parse, SigmaText::then);
    }

    /** The regular expressions; wildcards of placeholders keep their meaning, all else in them is literal. */
    List<String> regexes(String value) {
        return expand(value, text -> text, Expansion::regex, String::concat);
    }

    private <T> List<T> expand(
            String value, Function<String, T> written, Function<String, T> given, BinaryOperator<T> join) {
        List<T> expanded = List.of(written.apply(""));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int end = c == '%' ? endOfName(value, i + 1) : -1;
            if (end > 0) {
                expanded = each(expanded, List.of(written.apply(text.toString())), join);
                expanded = each(
                        expanded,
                        values(value.substring(i + 1, end)).stream().map(given).toList(),
                        join);
                text.setLength(0);
                i = end;
            } else if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                text.append(escaped == '%' ? "%" : "\\" + escaped);
            } else {
                text.append(c);
            }
        }
        return each(expanded, List.of(written.apply(text.toString())), join);
    }

    private <T> List<T> each(List<T> before, List<T> after, BinaryOperator<T> join) {
        if ((long) before.size() * after.size() > MOST) {
            throw new InvalidSigmaException(at, "limit", "the placeholders stand for more than " + MOST + " values");
        }
        List<T> joined = new ArrayList<>();
        for (T first : before) {
            for (T second : after) {
                joined.add(join.apply(first, second));
            }
        }
        return joined;
    }

    private List<String> values(String name) {
        List<String> values = placeholders.of(name);
        if (values == null) {
            throw new InvalidSigmaException(at, "placeholder", "the placeholder %" + name + "% has no values");
        }
        return values;
    }

    private static int endOfName(String value, int from) {
        int end = from;
        while (end < value.length() && isNamePart(value.charAt(end))) {
            end++;
        }
        return end > from && end < value.length() && value.charAt(end) == '%' ? end : -1;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static String regex(String value) {
        StringBuilder regex = new StringBuilder();
        for (Piece piece : SigmaText.parse(value).pieces()) {
            regex.append(
                    switch (piece) {
                        case Piece.Literal(String text) -> SigmaRegex.quote(text);
                        case Piece.AnyRun() -> "(?s:.*)";
                        case Piece.AnyOne() -> "(?s:.)";
                    });
        }
        return regex.toString();
    }
}
