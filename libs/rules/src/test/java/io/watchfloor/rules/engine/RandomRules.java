package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/** Rules and events that often nearly meet: few fields, few characters, every predicate. */
final class RandomRules {
    private static final List<String> FIELDS = List.of("Key", "a", "b", "c.d", "c.e", "ü");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "ab",
            "aB",
            "abc",
            "cab",
            "\\",
            "a\\b",
            "\"q\"",
            "É",
            "é",
            "Straße",
            "STRASSE",
            "日本",
            "\u212A",
            "k",
            "ſ",
            "s",
            "10.1.2.3",
            "::1",
            "7",
            "7.0",
            "-3",
            "1e2",
            "true",
            "a b",
            "a`b$",
            "abcabcabcabcabcabc",
            "a\nb",
            "\uD83D\uDE00");
    private static final List<String> REGEXES = List.of(
            "a.c",
            "^ab",
            "b$",
            "(ab|ca)+",
            "[Aa]b",
            "a{2,}",
            "x?bc",
            "é",
            "\\d\\.\\d",
            "(?i)STRASSE",
            "abc.*cab",
            "a|",
            "\\\\",
            "(abc){2}",
            ".{4,}",
            "a.*`|\\$",
            "[^`]`a");

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Condition condition(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 1, 2 -> new Condition.All(parts(depth));
            case 3, 4 -> new Condition.Any(parts(depth));
            case 5 -> new Condition.Not(condition(depth - 1));
            default -> new Condition.Is(predicate());
        };
    }

    private List<Condition> parts(int depth) {
        List<Condition> parts = new ArrayList<>();
        int count = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            parts.add(condition(depth - 1));
        }
        return parts;
    }

    private Field field() {
        return switch (random.nextInt(12)) {
            case 0 -> Field.ANY;
            case 1 -> new Field(List.of(one(FIELDS), one(FIELDS)));
            default -> Field.of(one(FIELDS));
        };
    }

    private Predicate predicate() {
        return switch (random.nextInt(16)) {
            case 0 ->
                new Predicate.Regex(
                        field(), one(REGEXES), random.nextBoolean() ? Set.of() : Set.of(RegexFlag.IGNORE_CASE));
            case 1 -> new Predicate.InNetwork(field(), one(List.of("10.0.0.0/8", "10.1.2.3/32", "::/64", "0.0.0.0/0")));
            case 2 -> new Predicate.Compare(field(), one(List.of(Comparison.values())), one(List.of(7.0, -3.0, 100.0)));
            case 3 -> new Predicate.Missing(Field.of(one(FIELDS)));
            case 4 -> new Predicate.Present(Field.of(one(FIELDS)));
            case 5 -> new Predicate.Related(field(), Field.of(one(FIELDS)), one(List.of(Relation.values())));
            default -> new Predicate.Text(field(), pattern(), random.nextInt(6) == 0);
        };
    }

    private List<Piece> pattern() {
        List<Piece> pieces = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Piece last = pieces.isEmpty() ? new Piece.AnyOne() : pieces.getLast();
            String text = one(TEXTS);
            if (random.nextBoolean() && !(last instanceof Piece.Literal) && !text.isEmpty()) {
                pieces.add(new Piece.Literal(text));
            } else if (random.nextInt(4) == 0) {
                pieces.add(new Piece.AnyOne());
            } else if (!(last instanceof Piece.AnyRun)) {
                pieces.add(new Piece.AnyRun());
            }
        }
        return pieces;
    }

    /** A JSON object, with names and texts escaped now and then where they need not be. */
    String event() {
        StringJoiner members = new StringJoiner(random.nextBoolean() ? "," : " , ", "{", "}");
        for (String field : List.of("Key", "a", "b", "ü", "z")) {
            if (random.nextInt(4) > 0) {
                members.add(quoted(field) + ":" + value(1));
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> members.add("\"c\":{\"d\":" + value(1) + ", \"e\" : " + value(1) + "}");
            case 1 -> members.add("\"c.d\":" + value(1));
            case 2 -> members.add("\"c\":[{\"d\":" + value(0) + "},{\"e\":" + value(0) + "},{}]");
            default -> {}
        }
        return members.toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 10)) {
            case 0 -> "null";
            case 1 -> one(List.of("7", "7.0", "-3", "1e2", "true", "false"));
            case 10 -> "[]";
            case 11 -> "[" + value(0) + "," + value(0) + "]";
            default -> quoted(random.nextInt(3) == 0 ? one(TEXTS) + one(TEXTS) : one(TEXTS));
        };
    }

    private String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            if (point < ' ' || random.nextInt(12) == 0) {
                one.chars().forEach(unit -> json.append(String.format("\\u%04x", unit)));
            } else {
                json.append(point == '"' || point == '\\' ? "\\" : "").append(one);
            }
        });
        return json.append('"').toString();
    }
}
