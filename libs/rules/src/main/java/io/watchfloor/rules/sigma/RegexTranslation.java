package io.watchfloor.rules.sigma;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One PCRE pattern on its way to RE2: groups lose their names, {@code $} and {@code \Z} also stand before a last line end, {@code \h \v \R \N \e}
 * are written out, comments go, and repetitions beyond RE2's 1,000 are written as several. Longer than most classes, for it is one grammar.
 */
final class RegexTranslation {
    private static final String HORIZONTAL =
            "\\t \\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}";
    private static final String VERTICAL = "\\n-\\r\\x{85}\\x{2028}\\x{2029}";
    private static final String LAST_END = "(?:\\n?\\z)";

    private final String in;
    private final Position at;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Group> groups = new ArrayDeque<>();
    private boolean multiLine;
    private int next;
    private int atom;

    /** @param start of the group in the translation */
    private record Group(int start, boolean multiLine) {}

    RegexTranslation(String in, boolean multiLine, Position at) {
        this.in = in;
        this.multiLine = multiLine;
        this.at = at;
    }

    String translate() {
        while (next < in.length()) {
            char c = in.charAt(next++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> open();
                case ')' -> close();
                case '*', '+', '?' -> quantifier(c);
                case '{' -> brace();
                case '$' -> atom(multiLine ? "$" : LAST_END);
                default -> atom(codePoint());
            }
        }
        return out.toString();
    }

    private void atom(String text) {
        atom = out.length();
        out.append(text);
    }

    /** The code point whose first char was just read. */
    private String codePoint() {
        int start = next - 1;
        next = start + Character.charCount(in.codePointAt(start));
        return in.substring(start, next);
    }

    private boolean follows(String text) {
        return in.startsWith(text, next);
    }

    private void quantifier(char c) {
        out.append(c);
        lazyOrPossessive(true);
    }

    private void lazyOrPossessive(boolean keep) {
        if (follows("+")) {
            throw unsupported("possessive quantifiers");
        }
        if (follows("?")) {
            next++;
            out.append(keep ? "?" : "");
        }
    }

    private void brace() {
        Repetition repetition = Repetition.parse(in, next);
        if (repetition == null) {
            atom("\\{");
            return;
        }
        next = in.indexOf('}', next) + 1;
        if (repetition.isTooOften()) {
            throw new InvalidSigmaException(
                    at, "limit", repetition.text() + " repeats too often in a regular expression");
        }
        String repeated = out.substring(atom);
        out.setLength(atom);
        out.append(repetition.of(repeated));
        lazyOrPossessive(!repetition.isSplit());
    }

    private void open() {
        if (follows("*")) {
            throw unsupported("verbs such as (*SKIP)");
        }
        if (!follows("?")) {
            push("(", multiLine);
        } else if (follows("?:")) {
            next += 2;
            push("(?:", multiLine);
        } else if (follows("?#")) {
            int close = in.indexOf(')', next);
            next = close < 0 ? in.length() : close + 1;
        } else if (isNamed()) {
            push("(?:", multiLine);
        } else {
            refuseSpecialGroup();
            flags();
        }
    }

    private void push(String opening, boolean inside) {
        groups.push(new Group(out.length(), multiLine));
        multiLine = inside;
        atom(opening);
    }

    private void close() {
        out.append(')');
        if (!groups.isEmpty()) {
            Group group = groups.pop();
            multiLine = group.multiLine;
            atom = group.start;
        }
    }

    /** Skips {@code ?<name>}, {@code ?P<name>} and {@code ?'name'}. */
    private boolean isNamed() {
        int open = next + (follows("?P<") ? 3 : 2);
        boolean angled = follows("?P<") || (follows("?<") && !follows("?<=") && !follows("?<!"));
        int close = in.indexOf(angled ? '>' : '\'', open);
        if (!(angled || follows("?'")) || close < 0) {
            return false;
        }
        next = close + 1;
        return true;
    }

    private void refuseSpecialGroup() {
        char kind = next + 1 < in.length() ? in.charAt(next + 1) : ' ';
        switch (kind) {
            case '=', '!', '<' -> throw unsupported("lookahead and lookbehind");
            case '>' -> throw unsupported("atomic groups");
            case '|' -> throw unsupported("branch reset groups");
            case '(' -> throw unsupported("conditional groups");
            case 'P', '&', 'R', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw unsupported("back references and recursion");
            default -> {}
        }
    }

    /** {@code (?im-s)} or {@code (?im-s:}; the first holds to the end of the group that it stands in. */
    private void flags() {
        int end = next + 1;
        boolean on = true;
        boolean lines = multiLine;
        while (end < in.length() && in.charAt(end) != ')' && in.charAt(end) != ':') {
            char flag = in.charAt(end++);
            if ("ims-U".indexOf(flag) < 0) {
                throw unsupported("the option (?" + flag + ")");
            }
            on &= flag != '-';
            lines = flag == 'm' ? on : lines;
        }
        String text = "(" + in.substring(next, end);
        boolean group = end < in.length() && in.charAt(end) == ':';
        next = Math.min(end + 1, in.length());
        if (group) {
            push(text + ":", lines);
        } else {
            multiLine = lines;
            atom(text + ")");
        }
    }

    private void escape() {
        if (next == in.length()) {
            throw new InvalidSigmaException(at, "regex", "the regular expression ends in a backslash");
        }
        char c = in.charAt(next++);
        switch (c) {
            case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k', 'g' -> throw unsupported("back references");
            case 'K', 'G', 'X', 'C', 'o' -> throw unsupported("\\" + c);
            case 'Q' -> quoted();
            case 'E' -> {}
            case 'Z' -> atom(LAST_END);
            case 'h' -> atom("[" + HORIZONTAL + "]");
            case 'H' -> atom("[^" + HORIZONTAL + "]");
            case 'v' -> atom("[" + VERTICAL + "]");
            case 'V' -> atom("[^" + VERTICAL + "]");
            case 'R' -> atom("(?:\\r\\n|[" + VERTICAL + "])");
            case 'N' -> atom("[^\\n]");
            default -> atom(character(c));
        }
    }

    private void quoted() {
        int end = in.indexOf("\\E", next);
        String text = in.substring(next, end < 0 ? in.length() : end);
        next = end < 0 ? in.length() : end + 2;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            atom(SigmaRegex.quote(Character.toString(text.codePointAt(i))));
        }
    }

    /** The escape whose letter was just read, inside or outside of a class. */
    private String character(char c) {
        if (c > 127) {
            return codePoint();
        }
        return switch (c) {
            case 'e' -> "\\x1b";
            case 'c' -> next < in.length() ? literal(Character.toUpperCase(in.charAt(next++)) ^ 64) : "\\c";
            case 'u' -> hexadecimal(next + 4 <= in.length() ? take(4) : "");
            case 'x' -> follows("{") ? hexadecimal(braced()) : "\\x";
            case 'p', 'P' -> "\\" + c + (follows("{") ? "{" + braced() + "}" : "");
            default -> "\\" + c;
        };
    }

    private String hexadecimal(String digits) {
        boolean valid =
                !digits.isEmpty() && digits.length() <= 6 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        int codePoint = valid ? Integer.parseInt(digits, 16) : -1;
        if (!Character.isValidCodePoint(codePoint)) {
            throw new InvalidSigmaException(at, "regex", "\"" + digits + "\" is not the number of a character");
        }
        return literal(codePoint);
    }

    private static String literal(int codePoint) {
        return codePoint < 128 ? "\\x%02x".formatted(codePoint) : Character.toString(codePoint);
    }

    /** What stands in the braces that open here. */
    private String braced() {
        String braced = take(in.indexOf('}', next) + 1 - next);
        return braced.substring(1, Math.max(1, braced.length() - 1));
    }

    private String take(int length) {
        int end = length <= 0 ? in.length() : Math.min(next + length, in.length());
        String taken = in.substring(next, end);
        next = end;
        return taken;
    }

    private void characterClass() {
        atom("[");
        if (follows("^")) {
            out.append(take(1));
        }
        if (follows("]")) {
            out.append("\\").append(take(1));
        }
        while (next < in.length() && !follows("]")) {
            if (follows("[:") && in.indexOf(":]", next) > 0) {
                out.append(take(in.indexOf(":]", next) + 2 - next));
            } else if (follows("\\") && next + 1 < in.length()) {
                next += 2;
                out.append(inClass(in.charAt(next - 1)));
            } else {
                out.append(take(1));
            }
        }
        out.append(take(1));
    }

    private String inClass(char c) {
        return switch (c) {
            case 'b' -> "\\x08";
            case 'h' -> HORIZONTAL;
            case 'v' -> VERTICAL;
            case 'H', 'V', 'R', 'X', 'Q' -> throw unsupported("\\" + c + " in a class");
            default -> character(c);
        };
    }

    private InvalidSigmaException unsupported(String what) {
        return new InvalidSigmaException(
                at,
                "unsupported_regex",
                what + " cannot be used: regular expressions are matched in linear time (RE2)");
    }
}
