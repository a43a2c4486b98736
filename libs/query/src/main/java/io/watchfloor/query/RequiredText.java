package io.watchfloor.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts that an event's JSON must hold for a query to match it: of each set of alternatives one. A store passes over the events that lack it
 * without reading them; {@link CompiledQuery} decides on the rest. Only ASCII letters, digits and underscores are asked
 * for, which JSON never escapes, and only events that are ASCII throughout are passed over, since other letters may fold
 * to ASCII ones.
 */
public final class RequiredText {
    private static final int SHORTEST = 2;
    private static final int MOST_ALTERNATIVES = 16;
    private static final int MOST_SETS = 3;
    private static final byte[] LOWER = new byte[128];

    static {
        for (int c = 0; c < LOWER.length; c++) {
            LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }

    private final byte[][][] sets;

    private RequiredText(List<List<String>> sets) {
        this.sets = sets.stream().map(RequiredText::bytes).toArray(byte[][][]::new);
    }

    private static byte[][] bytes(List<String> alternatives) {
        return alternatives.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** What every matching event must hold; empty when the query says nothing of the kind. */
    public static Optional<RequiredText> of(Query query) {
        List<List<String>> sets = sets(query);
        return sets.isEmpty() ? Optional.empty() : Optional.of(new RequiredText(sets));
    }

    /** False only if no query of this text matches the event. {@code json} is UTF-8, written without needless escapes. */
    public boolean mayBeIn(byte[] json) {
        for (byte b : json) {
            if (b < 0) {
                return true;
            }
        }
        for (byte[][] alternatives : sets) {
            if (!isAnyIn(json, alternatives)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnyIn(byte[] json, byte[][] alternatives) {
        for (byte[] text : alternatives) {
            if (isIn(json, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(byte[] json, byte[] text) {
        byte first = text[0];
        for (int at = 0; at <= json.length - text.length; at++) {
            if (LOWER[json[at]] == first && isAt(json, at, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] json, int at, byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (LOWER[json[at + i]] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** Sets of texts of each of which one must be there, the longest first; none when anything may match. */
    private static List<List<String>> sets(Query query) {
        return switch (query) {
            case Query.And(var clauses) ->
                clauses.stream()
                        .flatMap(clause -> sets(clause).stream())
                        .distinct()
                        .sorted(Comparator.comparingInt(RequiredText::shortest).reversed())
                        .limit(MOST_SETS)
                        .toList();
            case Query.Or(var clauses) -> set(anyOf(clauses));
            case Query.Term(var field, var text) -> written(field, text) ? set(longestRun(Stream.of(text))) : List.of();
            case Query.Phrase(var field, var text) ->
                written(field, text) ? set(longestRun(Stream.of(text))) : List.of();
            case Query.FreeText(var text) -> set(longestRun(Stream.of(text)));
            case Query.Prefix(var field, var text) ->
                written(field, text) ? set(longestRun(Stream.of(text))) : List.of();
            case Query.Wildcard(var field, var pieces) ->
                written(field, "") ? set(longestRun(pieces.stream().map(RequiredText::literal))) : List.of();
            case Query.Not ignored -> List.of();
            case Query.MatchAll ignored -> List.of();
            case Query.Exists ignored -> List.of();
            case Query.Range ignored -> List.of();
            case Query.Cidr ignored -> List.of();
            case Query.Regex ignored -> List.of();
        };
    }

    private static List<List<String>> set(List<String> alternatives) {
        return alternatives.isEmpty() ? List.of() : List.of(alternatives);
    }

    /** Of each clause its longest set, together. */
    private static List<String> anyOf(List<Query> clauses) {
        List<String> all = new ArrayList<>();
        for (Query clause : clauses) {
            List<List<String>> found = sets(clause);
            if (found.isEmpty() || all.size() + found.getFirst().size() > MOST_ALTERNATIVES) {
                return List.of();
            }
            all.addAll(found.getFirst());
        }
        return all;
    }

    /** Whether a matching value stands in the JSON as in the query: numbers and addresses have several spellings. */
    private static boolean written(String field, String text) {
        return !field.startsWith("watchfloor.") && Decimal.parse(text) == null && Address.parse(text) == null;
    }

    private static String literal(Query.Piece piece) {
        return piece instanceof Query.Piece.Literal(var text) ? text : "";
    }

    private static int shortest(List<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private static List<String> longestRun(Stream<String> texts) {
        return texts
                .flatMap(RequiredText::runs)
                .filter(run -> run.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length))
                .stream()
                .toList();
    }

    private static Stream<String> runs(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(c -> plain.append(c < LOWER.length && Tokens.isPart(c) ? (char) c : ' '));
        return Stream.of(plain.toString().toLowerCase(Locale.ROOT).split(" "));
    }
}
