package io.watchfloor.observables;

import io.watchfloor.observables.RefangedText.Edits;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the forms by which reports make indicators harmless, those of JSON's escaped slash, full-width characters and
 * hyphens that look like one. One pass: what decides about a form is within a fixed number of characters around it.
 */
final class TextRefanger {
    private static final int MOST_SPACES = 2;
    private static final int FAR_BACK = 64;
    private static final String ESCAPED = "._-@";
    private static final char FULL_WIDTH_FIRST = '\uFF01';
    private static final char FULL_WIDTH_LAST = '\uFF5E';

    private final String text;
    private final StringBuilder out;
    private final Edits edits = new Edits();
    private int copied;

    private TextRefanger(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static RefangedText read(String text) {
        return new TextRefanger(text).read();
    }

    private RefangedText read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at = c < 128 ? ascii(c, at) : wide(c, at);
        }
        if (copied == 0) {
            return new RefangedText(text, edits);
        }
        copyTo(text.length());
        return new RefangedText(out.toString(), edits);
    }

    /** Where to go on. */
    private int ascii(char c, int at) {
        return switch (c) {
            case '[', '(', '{', '<' -> opening(at);
            case ']', ')', '}' -> closing(at);
            case '\\' -> backslash(at);
            default -> at + 1;
        };
    }

    private int opening(int at) {
        BracketForm form = BracketForm.at(text, at);
        if (form == null) {
            return halfOpened(at);
        }
        if (form.isSeparator()) {
            return separator(form, at);
        }
        boolean isScheme = form.meant().startsWith("http");
        boolean fits = isScheme ? followedBy(form.end(), ':') : isBetween(at, form);
        return fits ? replace(at, form.end(), form.meant()) : at + 1;
    }

    /** A bracketed dot or sign between two parts of a name, with or without spaces around it. */
    private int separator(BracketForm form, int at) {
        int from = at;
        while (from > edits.lastOriginalEnd() && at - from < MOST_SPACES && text.charAt(from - 1) == ' ') {
            from--;
        }
        int to = form.end();
        while (to < text.length() && to - form.end() < MOST_SPACES && text.charAt(to) == ' ') {
            to++;
        }
        boolean comma =
                form.meant().equals(".") && text.substring(at, form.end()).indexOf(',') >= 0;
        if (!isNamePart(before(from)) || !opensName(to) || (comma && (from < at || to > form.end()))) {
            return at + 1;
        }
        return replace(from, to, form.meant());
    }

    /** A name may go on with another form. */
    private boolean opensName(int at) {
        return at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '[');
    }

    private boolean isBetween(int at, BracketForm form) {
        boolean inner = form.meant().equals("/") || form.meant().equals("?");
        return !inner || (isNamePart(before(at)) && form.end() < text.length() && isNamePart(text.charAt(form.end())));
    }

    private boolean followedBy(int at, char c) {
        return at < text.length() && (text.charAt(at) == c || text.startsWith("[" + c, at));
    }

    /** {@code evil[.com} */
    private int halfOpened(int at) {
        boolean half = at + 2 < text.length()
                && text.charAt(at) != '<'
                && isHalf(text.charAt(at + 1))
                && isNamePart(before(at))
                && isNamePart(text.charAt(at + 2));
        return half ? replace(at, at + 2, text.substring(at + 1, at + 2)) : at + 1;
    }

    /** {@code evil.]com} */
    private int closing(int at) {
        boolean half = at > 1
                && at + 1 < text.length()
                && isHalf(text.charAt(at - 1))
                && at - 1 >= edits.lastOriginalEnd()
                && isNamePart(text.charAt(at - 2))
                && isNamePart(text.charAt(at + 1));
        return half ? replace(at - 1, at + 1, text.substring(at - 1, at)) : at + 1;
    }

    private static boolean isHalf(char c) {
        return c == '.' || c == '@';
    }

    private int backslash(int at) {
        if (text.startsWith("/", at + 1)) {
            return edit(at, at + 2, "/", false);
        }
        int sign = text.startsWith("\\", at + 1) ? at + 2 : at + 1;
        if (text.startsWith("://", sign)) {
            return replace(at, sign + 1, ":");
        }
        boolean escaped = sign + 1 < text.length()
                && ESCAPED.indexOf(text.charAt(sign)) >= 0
                && CharClass.isAlphanumeric(before(at))
                && CharClass.isAlphanumeric(text.charAt(sign + 1))
                && !isInPath(at);
        return escaped ? replace(at, sign + 1, text.substring(sign, sign + 1)) : sign;
    }

    /** Whether the word has a backslash before, that separates and does not escape. */
    private boolean isInPath(int at) {
        for (int i = at - 1; i >= 0 && at - i < FAR_BACK && !CharClass.isSpace(text.charAt(i)); i--) {
            boolean backslash = text.charAt(i) == '\\' && text.charAt(i + 1) != '\\';
            if (backslash && ESCAPED.indexOf(text.charAt(i + 1)) < 0 && text.charAt(i + 1) != '/') {
                return true;
            }
        }
        return false;
    }

    private int wide(char c, int at) {
        String meant = meaning(c);
        if (meant == null) {
            return at + 1;
        }
        return edit(at, at + 1, meant, false);
    }

    /** What a character beyond ASCII stands for; null if for itself, empty if it is not seen. */
    private static @Nullable String meaning(char c) {
        if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
            return String.valueOf((char) (c - FULL_WIDTH_FIRST + '!'));
        }
        return switch (c) {
            case '\u3002', '\uFF61', '\u2024' -> ".";
            case '\u2010', '\u2011', '\u2212' -> "-";
            case '\u200B', '\u2060', '\uFEFF', '\u00AD' -> "";
            default -> null;
        };
    }

    /** What stands before, in what is already written; a space where nothing does. */
    private char before(int at) {
        if (at > copied) {
            return text.charAt(at - 1);
        }
        return out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
    }

    private static boolean isNamePart(char c) {
        return CharClass.isAlphanumeric(c) || c == '-' || c == '_';
    }

    private int replace(int from, int to, String meant) {
        return edit(from, to, meant, true);
    }

    private int edit(int from, int to, String meant, boolean isDefanged) {
        copyTo(from);
        edits.add(out.length(), meant.length(), new Span(from, to), isDefanged);
        out.append(meant);
        copied = to;
        return to;
    }

    private void copyTo(int end) {
        out.append(text, copied, end);
    }
}
