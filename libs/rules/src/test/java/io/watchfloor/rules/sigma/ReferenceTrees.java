package io.watchfloor.rules.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares our conditions with the trees of the reference implementation: joins of joins flattened, order and repetitions ignored. Its Windows
 * pipeline put the log source in front ({@code Channel}, {@code EventID}, in alternatives where a category is several events), which is taken
 * away by looking for our condition among the parts.
 */
final class ReferenceTrees {
    private ReferenceTrees() {}

    static boolean same(JsonNode expected, SigmaRule rule) {
        Set<String> theirs = all(tree(expected.get("c")));
        Set<String> ours = all(tree(rule.condition()));
        Set<String> added = new TreeSet<>(theirs);
        added.removeAll(ours);
        return theirs.containsAll(ours) && added.stream().allMatch(ReferenceTrees::isLogSource);
    }

    static String difference(JsonNode expected, SigmaRule rule) {
        Set<String> theirs = all(tree(expected.get("c")));
        Set<String> ours = all(tree(rule.condition()));
        Set<String> added = new TreeSet<>(theirs);
        added.removeAll(ours);
        ours.removeAll(theirs);
        return ("theirs " + added + "\n  ours   " + ours);
    }

    /** A tree of the reference implementation as normal text. */
    static String normal(JsonNode tree) {
        return text(tree(tree));
    }

    /** A condition of ours as normal text. */
    static String normal(Condition condition) {
        return text(tree(condition));
    }

    private static boolean isLogSource(String part) {
        return part.startsWith("Channel=")
                || part.startsWith("EventID=")
                || part.startsWith("or[Channel=")
                || part.startsWith("or[EventID=")
                || part.startsWith("or[and[Channel=");
    }

    private sealed interface Tree {
        record Leaf(String text) implements Tree {}

        record Not(Tree part) implements Tree {}

        record Join(boolean and, List<Tree> parts) implements Tree {}
    }

    /** The parts of a conjunction, each as normal text. */
    private static Set<String> all(Tree tree) {
        Set<String> parts = new TreeSet<>();
        collect(tree, true, parts);
        return parts;
    }

    private static void collect(Tree tree, boolean and, Set<String> into) {
        if (tree instanceof Tree.Join(boolean kind, List<Tree> parts) && (kind == and || parts.size() == 1)) {
            parts.forEach(part -> collect(part, and, into));
        } else {
            into.add(text(tree));
        }
    }

    private static String text(Tree tree) {
        return switch (tree) {
            case Tree.Leaf(String text) -> text;
            case Tree.Not(Tree part) -> "not(" + text(part) + ")";
            case Tree.Join(boolean and, List<Tree> ignored) -> {
                Set<String> parts = new TreeSet<>();
                collect(tree, and, parts);
                yield parts.size() == 1 ? parts.iterator().next() : (and ? "and" : "or") + parts;
            }
        };
    }

    private static Tree tree(JsonNode node) {
        if (node.has("o")) {
            List<Tree> parts = new ArrayList<>();
            node.get("a").forEach(part -> parts.add(tree(part)));
            String operator = node.get("o").asText();
            return operator.equals("not")
                    ? new Tree.Not(parts.getFirst())
                    : new Tree.Join(operator.equals("and"), parts);
        }
        String field = node.get("f").isNull() ? "" : node.get("f").asText();
        JsonNode parts = node.get("p");
        return new Tree.Leaf(
                switch (node.get("t").asText()) {
                    case "s" -> field + "=" + pieces(parts);
                    case "re" -> field + "~" + SigmaRegex.translate(parts.get(0).asText(), Set.of(), Position.START);
                    case "cidr" -> field + "<" + parts.get(0).asText();
                    case "null" -> field + "=null";
                    case "ref" ->
                        field + " vs " + parts.get(0).asText() + (parts.get(1).asBoolean() ? "*" : "")
                                + (parts.get(2).asBoolean() ? "*" : "");
                    default -> throw new IllegalArgumentException(node.toString());
                });
    }

    private static String pieces(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (JsonNode part : parts) {
            String piece = part.isTextual() ? part.asText() : part.asInt() == 0 ? "\u0001" : "\u0002";
            text.append(piece.equals("\u0001") && last.equals(piece) ? "" : piece);
            last = piece;
        }
        return text.toString();
    }

    private static Tree tree(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) ->
                new Tree.Join(true, parts.stream().map(ReferenceTrees::tree).toList());
            case Condition.Any(var parts) ->
                new Tree.Join(false, parts.stream().map(ReferenceTrees::tree).toList());
            case Condition.Not(var part) -> new Tree.Not(tree(part));
            case Condition.Is(var predicate) -> new Tree.Leaf(leaf(predicate));
        };
    }

    private static String leaf(Predicate predicate) {
        String field = name(predicate.field());
        return switch (predicate) {
            case Predicate.Text text -> field + "=" + pieces(text.pattern());
            case Predicate.Regex regex -> field + "~" + flags(regex) + regex.pattern();
            case Predicate.InNetwork network -> field + "<" + network.network();
            case Predicate.Missing ignored -> field + "=null";
            case Predicate.Related related ->
                field + " vs " + name(related.other()) + "*".repeat(related.relation() == Relation.EQUALS ? 0 : 1);
            default -> field + " " + predicate;
        };
    }

    private static String pieces(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Literal(String literal) -> literal;
                        case Piece.AnyRun() -> "\u0001";
                        case Piece.AnyOne() -> "\u0002";
                    });
        }
        return text.toString();
    }

    /** The reference implementation writes flags into the pattern. */
    private static String flags(Predicate.Regex regex) {
        return regex.flags().contains(RegexFlag.IGNORE_CASE) ? "(?i)" : "";
    }

    private static String name(Field field) {
        return field.isAny() ? "" : field.paths().getFirst();
    }
}
