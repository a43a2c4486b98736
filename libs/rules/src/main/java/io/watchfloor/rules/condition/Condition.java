package io.watchfloor.rules.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A boolean tree over predicates. Two-valued: a predicate on a field that the event lacks is false, so its negation is true. */
public sealed interface Condition {
    Condition TRUE = new All(List.of());
    Condition FALSE = new Any(List.of());

    /** True when every part is; true without parts. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** True when some part is; false without parts. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    record Is(Predicate predicate) implements Condition {}

    /** All of {@code parts}; the part itself when there is one. */
    static Condition all(List<? extends Condition> parts) {
        return parts.size() == 1 ? parts.getFirst() : new All(new ArrayList<>(parts));
    }

    /** Any of {@code parts}; the part itself when there is one. */
    static Condition any(List<? extends Condition> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Any(new ArrayList<>(parts));
    }

    /** The tree with every predicate replaced by what {@code change} makes of it. */
    default Condition map(Function<Predicate, Condition> change) {
        return switch (this) {
            case All(var parts) ->
                new All(parts.stream().map(part -> part.map(change)).toList());
            case Any(var parts) ->
                new Any(parts.stream().map(part -> part.map(change)).toList());
            case Not(var part) -> new Not(part.map(change));
            case Is(var predicate) -> change.apply(predicate);
        };
    }
}
