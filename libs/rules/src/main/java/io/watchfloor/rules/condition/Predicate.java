package io.watchfloor.rules.condition;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A question about the values of a field. A value is text, a number or a boolean; numbers and booleans compare by their text as it stands in
 * the event ({@code 4625}, {@code true}). A null is no value, but its field is present. Equal predicates are equal records, so that a matcher can
 * ask each once for all rules.
 */
public sealed interface Predicate {
    Field field();

    /** The same question about other fields. */
    default Predicate mapFields(UnaryOperator<Field> change) {
        Field field = change.apply(field());
        return switch (this) {
            case Text text -> new Text(field, text.pattern, text.cased);
            case Regex regex -> new Regex(field, regex.pattern, regex.flags);
            case InNetwork in -> new InNetwork(field, in.network);
            case Compare compare -> new Compare(field, compare.comparison, compare.bound);
            case Missing ignored -> new Missing(field);
            case Present ignored -> new Present(field);
            case Related related -> new Related(field, change.apply(related.other), related.relation);
            case TimePart time -> new TimePart(field, time.part, time.comparison, time.bound);
        };
    }

    /**
     * The whole value fits the pattern. Without {@code cased}, letters compare as {@link io.watchfloor.query.Fold} folds them.
     *
     * @param pattern no two literals and no two runs beside each other, no empty literal; an empty list is the empty text
     */
    record Text(Field field, List<Piece> pattern, boolean cased) implements Predicate {
        public Text {
            pattern = List.copyOf(pattern);
        }
    }

    /**
     * The regular expression is found somewhere in the value (not anchored).
     *
     * @param pattern RE2 syntax, checked; case-sensitive unless flagged
     */
    record Regex(Field field, String pattern, Set<RegexFlag> flags) implements Predicate {
        public Regex {
            flags = Set.copyOf(flags);
        }
    }

    /** The value is an address of the network, {@code address/bits}, IPv4 or IPv6; an IPv4 address is in no IPv6 network. */
    record InNetwork(Field field, String network) implements Predicate {}

    /** The value is a number (also as text) and compares so with the bound; a value that is no number does not. */
    record Compare(Field field, Comparison comparison, double bound) implements Predicate {}

    /** The field has no value: it is missing or null. */
    record Missing(Field field) implements Predicate {}

    /** The event has the field, be its value null or empty. */
    record Present(Field field) implements Predicate {}

    /** A value of the field stands so to a value of the other field; case does not count, and missing values stand to nothing. */
    record Related(Field field, Field other, Relation relation) implements Predicate {}

    /** The value is a time (RFC 3339, or {@code 2006-01-02 15:04:05[.fraction]} taken as UTC) whose part in UTC compares so with the bound. */
    record TimePart(Field field, Part part, Comparison comparison, int bound) implements Predicate {}

    /** A part of a text pattern. */
    sealed interface Piece {
        record Literal(String text) implements Piece {}

        /** {@code *}: any characters, also none and line ends. */
        record AnyRun() implements Piece {}

        /** {@code ?}: exactly one character (code point). */
        record AnyOne() implements Piece {}
    }

    /** {@code i}, {@code m} and {@code s} of Sigma's {@code re} modifier. */
    enum RegexFlag {
        IGNORE_CASE,
        MULTI_LINE,
        DOT_ALL
    }

    enum Comparison {
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        GREATER_OR_EQUAL,
        GREATER;

        /** Whether {@code value} compares so with {@code bound}; never when the value is not a number (NaN). */
        public boolean holds(double value, double bound) {
            return switch (this) {
                case LESS -> value < bound;
                case LESS_OR_EQUAL -> value <= bound;
                case EQUAL -> value == bound;
                case GREATER_OR_EQUAL -> value >= bound;
                case GREATER -> value > bound;
            };
        }
    }

    enum Relation {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    /** Weeks after ISO 8601; {@code DAY} is the day of the month. */
    enum Part {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }
}
