package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conditions as short text: {@code Image=*'\cmd.exe'} ends in {@code \cmd.exe}, {@code ==} compares with case, {@code #} is any field. */
final class ConditionText {
    private ConditionText() {}

    static String of(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> join("and", parts);
            case Condition.Any(var parts) -> join("or", parts);
            case Condition.Not(var part) -> "not(" + of(part) + ")";
            case Condition.Is(var predicate) -> leaf(predicate);
        };
    }

    private static String join(String operator, List<Condition> parts) {
        return parts.stream().map(ConditionText::of).collect(Collectors.joining(", ", operator + "(", ")"));
    }

    private static String leaf(Predicate predicate) {
        String field = name(predicate.field());
        return switch (predicate) {
            case Predicate.Text text -> field + (text.cased() ? "==" : "=") + pieces(text.pattern());
            case Predicate.Regex regex ->
                field + "~"
                        + regex.flags().stream()
                                .sorted()
                                .map(flag -> flag.name().substring(0, 1))
                                .collect(Collectors.joining())
                        + "/" + regex.pattern() + "/";
            case Predicate.InNetwork network -> field + " in " + network.network();
            case Predicate.Compare compare -> field + " " + compare.comparison() + " " + compare.bound();
            case Predicate.Missing ignored -> field + " missing";
            case Predicate.Present ignored -> field + " present";
            case Predicate.Related related -> field + " " + related.relation() + " " + name(related.other());
            case Predicate.TimePart part ->
                part.part().name().toLowerCase(Locale.ROOT) + " of " + field + " " + part.comparison() + " "
                        + part.bound();
        };
    }

    private static String pieces(List<Piece> pieces) {
        return pieces.isEmpty()
                ? "''"
                : pieces.stream()
                        .map(piece -> switch (piece) {
                            case Piece.Literal(String text) -> "'" + visible(text) + "'";
                            case Piece.AnyRun() -> "*";
                            case Piece.AnyOne() -> "?";
                        })
                        .collect(Collectors.joining());
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> c < 32 || (c >= 127 && c < 256) ? "<%02X>".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String name(Field field) {
        return field.isAny() ? "#" : String.join("|", field.paths());
    }
}
