package io.watchfloor.rules.condition;

import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Predicates as Sigma writes them, for people. */
final class PredicateText {
    private PredicateText() {}

    static String of(Predicate predicate) {
        String name = name(predicate.field());
        return switch (predicate) {
            case Predicate.Text text -> text(name, text);
            case Predicate.Regex regex -> name + "|re" + flags(regex.flags()) + ": '" + regex.pattern() + "'";
            case Predicate.InNetwork in -> name + "|cidr: " + in.network();
            case Predicate.Compare compare -> name + comparison(compare.comparison()) + ": " + number(compare.bound());
            case Predicate.Missing ignored -> name + ": null";
            case Predicate.Present ignored -> name + "|exists: true";
            case Predicate.Related related ->
                name + "|fieldref" + relation(related.relation()) + ": " + name(related.other());
            case Predicate.TimePart time ->
                name + "|" + time.part().name().toLowerCase(Locale.ROOT) + comparison(time.comparison()) + ": "
                        + time.bound();
        };
    }

    private static String name(Field field) {
        return field.isAny() ? "keywords" : String.join(" or ", field.paths());
    }

    private static String text(String name, Predicate.Text text) {
        List<Piece> pattern = text.pattern();
        boolean opens = pattern.size() > 1 && pattern.getFirst() instanceof Piece.AnyRun;
        boolean closes = pattern.size() > (opens ? 2 : 1) && pattern.getLast() instanceof Piece.AnyRun;
        String value = pattern.subList(opens ? 1 : 0, pattern.size() - (closes ? 1 : 0)).stream()
                .map(PredicateText::piece)
                .collect(Collectors.joining());
        String modifier = opens ? closes ? "|contains" : "|endswith" : closes ? "|startswith" : "";
        return name + modifier + (text.cased() ? "|cased" : "") + ": '" + value + "'";
    }

    private static String piece(Piece piece) {
        return switch (piece) {
            case Piece.AnyRun() -> "*";
            case Piece.AnyOne() -> "?";
            case Piece.Literal(var text) -> text.replace("*", "\\*").replace("?", "\\?");
        };
    }

    private static String flags(Set<RegexFlag> flags) {
        return new TreeSet<>(flags)
                .stream()
                        .map(flag -> switch (flag) {
                            case IGNORE_CASE -> "|i";
                            case MULTI_LINE -> "|m";
                            case DOT_ALL -> "|s";
                        })
                        .collect(Collectors.joining());
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "|lt";
            case LESS_OR_EQUAL -> "|lte";
            case EQUAL -> "";
            case GREATER_OR_EQUAL -> "|gte";
            case GREATER -> "|gt";
        };
    }

    private static String relation(Relation relation) {
        return switch (relation) {
            case EQUALS -> "";
            case CONTAINS -> "|contains";
            case STARTS_WITH -> "|startswith";
            case ENDS_WITH -> "|endswith";
        };
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
