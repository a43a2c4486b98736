package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Boolean expressions: {@code not} binds tighter than {@code and}, {@code and} tighter than {@code or}; parentheses; operators in any case. What
 * operands are is the subclass's matter. Source: Sigma specification 2.1.0, Condition.
 *
 * @param <T> what expressions are read into
 */
abstract class BooleanGrammar<T> {
    private static final int MAX_DEPTH = 50;

    private final Scalar expression;
    private final List<Token> tokens;
    private int next;
    private int depth;

    /** @param index in the expression's text */
    record Token(String text, int index) {
        boolean is(String word) {
            return text.toLowerCase(Locale.ROOT).equals(word);
        }
    }

    BooleanGrammar(Scalar expression) {
        this.expression = expression;
        this.tokens = tokens(expression.text());
    }

    abstract T all(List<T> parts);

    abstract T any(List<T> parts);

    abstract T not(T part);

    /** Reads an operand that starts with the token; further tokens by {@link #peek} and {@link #take}. */
    abstract T operand(Token token);

    /** Throws {@link InvalidSigmaException} with code {@code condition} or {@code limit}. */
    final T parse() {
        T parsed = either();
        Token rest = peek();
        if (rest != null) {
            throw unexpected(rest);
        }
        return parsed;
    }

    final @Nullable Token peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    final Token take(String expected) {
        Token token = peek();
        if (token == null) {
            Position end = expression.at(expression.text().length());
            throw new InvalidSigmaException(end, "condition", "expected " + expected + " behind the end");
        }
        next++;
        return token;
    }

    final boolean takeIf(String word) {
        Token token = peek();
        boolean taken = token != null && token.is(word);
        next += taken ? 1 : 0;
        return taken;
    }

    final Position at(Token token) {
        return expression.at(token.index);
    }

    private T either() {
        List<T> parts = new ArrayList<>();
        do {
            parts.add(both());
        } while (takeIf("or"));
        return parts.size() == 1 ? parts.getFirst() : any(parts);
    }

    private T both() {
        List<T> parts = new ArrayList<>();
        do {
            parts.add(negated());
        } while (takeIf("and"));
        return parts.size() == 1 ? parts.getFirst() : all(parts);
    }

    private T negated() {
        Token token = take("a name");
        if (++depth > MAX_DEPTH) {
            throw new InvalidSigmaException(
                    at(token), "limit", "the condition is nested more than " + MAX_DEPTH + " deep");
        }
        T read;
        if (token.is("not")) {
            read = not(negated());
        } else if (token.is("(")) {
            read = either();
            Token close = take("\")\"");
            if (!close.is(")")) {
                throw unexpected(close);
            }
        } else if (token.is("and") || token.is("or") || token.is(")")) {
            throw unexpected(token);
        } else {
            read = operand(token);
        }
        depth--;
        return read;
    }

    private InvalidSigmaException unexpected(Token token) {
        return new InvalidSigmaException(at(token), "condition", "unexpected \"" + token.text + "\"");
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            at = isSeparator(text.charAt(at)) ? at + 1 : endOfWord(text, at);
            if (!isBlank(text.charAt(start))) {
                tokens.add(new Token(text.substring(start, at), start));
            }
        }
        return tokens;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return isBlank(c) || c == '(' || c == ')' || c == '|';
    }

    /** Also the blanks that come with text copied from web pages. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
