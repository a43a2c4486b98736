package io.watchfloor.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folded texts that every match of a regular expression holds: of each list one. Reads RE2 syntax as far as it understands it: what it does not
 * understand yields nothing, and the expression is then asked of every value.
 */
public final class RegexLiterals {
    private static final int MOST = 32;
    private static final int SHORTEST = 2;
    /** Signs that few values hold, so that one alone tells something. */
    private static final String RARE_SIGNS = "`^~|<>{}$%;";

    private static final int MOST_FACTORS = 8;
    private static final List<List<String>> NOTHING = List.of();

    private final int[] pattern;
    private int at;
    private int depth;
    private boolean understood = true;

    private RegexLiterals(String text) {
        pattern = text.codePoints().toArray();
    }

    /** The list of the longest texts first. None when any value may match. */
    public static List<List<String>> of(String pattern) {
        RegexLiterals reader = new RegexLiterals(pattern);
        List<List<String>> found = reader.alternatives().factors();
        return reader.understood && reader.at == reader.pattern.length
                ? found.stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(RegexLiterals::shortest).reversed())
                        .limit(MOST_FACTORS)
                        .toList()
                : NOTHING;
    }

    /**
     * What an expression says: the one text it stands for, or texts that it needs.
     *
     * @param exact null when it stands for more than one text
     */
    private record Said(@Nullable String exact, List<List<String>> needed) {
        static final Said ANYTHING = new Said(null, NOTHING);

        List<List<String>> factors() {
            return exact == null ? needed : factors(exact);
        }

        static List<List<String>> factors(CharSequence text) {
            boolean tells = text.length() >= SHORTEST || RARE_SIGNS.contains(text) && !text.isEmpty();
            return tells ? List.of(List.of(text.toString())) : NOTHING;
        }
    }

    private Said alternatives() {
        List<Said> branches = new ArrayList<>(List.of(sequence()));
        while (at < pattern.length && pattern[at] == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.getFirst() : either(branches);
    }

    private static Said either(List<Said> branches) {
        List<String> all = new ArrayList<>();
        for (Said branch : branches) {
            Optional<List<String>> longest =
                    branch.factors().stream().max(Comparator.comparingInt(RegexLiterals::shortest));
            if (longest.isEmpty()) {
                return Said.ANYTHING;
            }
            all.addAll(longest.get());
        }
        List<String> distinct = all.stream().distinct().sorted().toList();
        return distinct.size() > MOST ? Said.ANYTHING : new Said(null, List.of(distinct));
    }

    private Said sequence() {
        StringBuilder run = new StringBuilder();
        List<List<String>> factors = new ArrayList<>();
        boolean exact = true;
        while (understood && at < pattern.length && pattern[at] != '|' && pattern[at] != ')') {
            int start = at;
            Said one = element();
            Said repeated = understood ? repeated(one) : Said.ANYTHING;
            if (repeated.exact() != null) {
                run.append(repeated.exact());
            } else {
                exact = false;
                factors.addAll(Said.factors(run));
                factors.addAll(repeated.needed());
                run.setLength(0);
            }
            understood &= at > start;
        }
        factors.addAll(Said.factors(run));
        return exact ? new Said(run.toString(), NOTHING) : new Said(null, factors);
    }

    private static int shortest(List<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    /** What is left of an element behind its quantifier. */
    private Said repeated(Said one) {
        if (at == pattern.length) {
            return one;
        }
        int least;
        switch (pattern[at]) {
            case '*', '?' -> least = 0;
            case '+' -> least = 1;
            case '{' -> {
                least = leastOfBraces();
                if (least < 0) {
                    return one;
                }
            }
            default -> {
                return one;
            }
        }
        at++;
        if (at < pattern.length && pattern[at] == '?') {
            at++;
        }
        return least == 0 ? Said.ANYTHING : new Said(null, one.factors());
    }

    /** The first number of {@code {n}}, {@code {n,}} or {@code {n,m}}, leaving the position on the closing brace; -1 if it is none of them. */
    private int leastOfBraces() {
        int i = at + 1;
        int least = 0;
        while (i < pattern.length && Character.isDigit(pattern[i]) && least < 100_000) {
            least = least * 10 + pattern[i++] - '0';
        }
        boolean counted = i > at + 1;
        while (i < pattern.length && (pattern[i] == ',' || Character.isDigit(pattern[i]))) {
            i++;
        }
        if (!counted || i == pattern.length || pattern[i] != '}') {
            return -1;
        }
        at = i;
        return least;
    }

    private Said element() {
        int c = pattern[at];
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '.' -> skip(1, Said.ANYTHING);
            // Anchors take no text, so what stands on both sides of them is still one run, or cannot match.
            case '^', '$' -> skip(1, new Said("", NOTHING));
            case '\\' -> escape();
            case '*', '+', '?' -> giveUp();
            default -> skip(1, literal(c));
        };
    }

    private static Said literal(int codePoint) {
        return new Said(Character.toString(Fold.fold(codePoint)), NOTHING);
    }

    private Said skip(int count, Said said) {
        at += count;
        return said;
    }

    private Said giveUp() {
        understood = false;
        return Said.ANYTHING;
    }

    private Said group() {
        at++;
        if (++depth > 200 || !groupHead()) {
            return giveUp();
        }
        Said inside = alternatives();
        depth--;
        if (at == pattern.length || pattern[at] != ')') {
            return giveUp();
        }
        at++;
        return inside;
    }

    /** Steps over {@code ?:}, {@code ?P<name>} and flags. Flags for case, lines and dots do not matter here; {@code x} and {@code U} are not RE2's or change nothing. */
    private boolean groupHead() {
        if (at == pattern.length || pattern[at] != '?') {
            return true;
        }
        at++;
        boolean named = at < pattern.length && (pattern[at] == 'P' || pattern[at] == '<');
        int stop = named ? '>' : ':';
        while (at < pattern.length && pattern[at] != stop && pattern[at] != ')') {
            at++;
        }
        if (at == pattern.length) {
            return false;
        }
        // Flags alone, as in (?i): the group is empty and its end is read as usual.
        at += pattern[at] == ')' ? 0 : 1;
        return true;
    }

    private Said escape() {
        if (at + 1 == pattern.length) {
            return giveUp();
        }
        int c = pattern[at + 1];
        boolean letterOrDigit = Character.isLetterOrDigit(c);
        if (!letterOrDigit) {
            return skip(2, literal(c));
        }
        return switch (c) {
            case 'd', 'D', 'w', 'W', 's', 'S' -> skip(2, Said.ANYTHING);
            case 'b', 'B', 'A', 'z' -> skip(2, new Said("", NOTHING));
            case 'n' -> skip(2, literal('\n'));
            case 't' -> skip(2, literal('\t'));
            case 'r' -> skip(2, literal('\r'));
            default -> giveUp();
        };
    }

    /** A class is a literal when all its members fold to the same, as in {@code [Pp]}. */
    private Said characterClass() {
        int i = at + 1;
        boolean negated = i < pattern.length && pattern[i] == '^';
        i += negated ? 1 : 0;
        int first = i;
        int only = -1;
        boolean same = !negated;
        while (i < pattern.length && (pattern[i] != ']' || i == first)) {
            boolean posix = pattern[i] == '[' && i + 1 < pattern.length && pattern[i + 1] == ':';
            boolean escaped = pattern[i] == '\\';
            boolean range = i + 2 < pattern.length && pattern[i + 1] == '-' && pattern[i + 2] != ']';
            same &= !posix && !escaped && !range && (only < 0 || only == Fold.fold(pattern[i]));
            only = Fold.fold(pattern[i]);
            i = posix ? endOfPosix(i) : i + (escaped ? 2 : 1);
        }
        if (i >= pattern.length) {
            return giveUp();
        }
        at = i + 1;
        return same && only >= 0 ? literal(only) : Said.ANYTHING;
    }

    private int endOfPosix(int from) {
        int i = from + 2;
        while (i + 1 < pattern.length && !(pattern[i] == ':' && pattern[i + 1] == ']')) {
            i++;
        }
        return i + 2;
    }
}
