package io.watchfloor.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        // Short literals tell enough, since every event is looked at anyway; ranges tell nothing, whatever "now" is.
        List<List<String>> sets = sets(new EvidenceFinder(Instant.EPOCH, SHORTEST).find(query));
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
    private static List<List<String>> sets(Evidence evidence) {
        return switch (evidence) {
            case Evidence.All(var parts) ->
                parts.stream()
                        .flatMap(part -> sets(part).stream())
                        .distinct()
                        .sorted(Comparator.comparingInt(RequiredText::shortest).reversed())
                        .limit(MOST_SETS)
                        .toList();
            case Evidence.Any(var parts) -> set(anyOf(parts));
            case Evidence.Word(var token) -> set(longestRun(token));
            case Evidence.Literal literal -> set(longestRun(literal.text()));
            case Evidence.Quad _, Evidence.Whole _ -> List.of();
            case Evidence.Unknown _, Evidence.Address _, Evidence.Number _, Evidence.Exists _ -> List.of();
        };
    }

    private static List<List<String>> set(List<String> alternatives) {
        return alternatives.isEmpty() ? List.of() : List.of(alternatives);
    }

    /** Of each part its longest set, together. */
    private static List<String> anyOf(List<Evidence> parts) {
        List<String> all = new ArrayList<>();
        for (Evidence part : parts) {
            List<List<String>> found = sets(part);
            if (found.isEmpty() || all.size() + found.getFirst().size() > MOST_ALTERNATIVES) {
                return List.of();
            }
            all.addAll(found.getFirst());
        }
        return all;
    }

    private static int shortest(List<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private static List<String> longestRun(String folded) {
        StringBuilder plain = new StringBuilder();
        folded.chars().forEach(c -> plain.append(c < LOWER.length && Tokens.isPart(c) ? (char) c : ' '));
        return Stream.of(plain.toString().split(" "))
                .filter(run -> run.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length))
                .stream()
                .toList();
    }
}
