package io.watchfloor.rules.correlation;

import java.util.BitSet;
import java.util.List;

/** Which referenced rules have matched in a span of time, as a boolean expression. */
public sealed interface RefExpression {

    /** The rule at that place among the references, from 0. */
    record Ref(int index) implements RefExpression {}

    record All(List<RefExpression> parts) implements RefExpression {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<RefExpression> parts) implements RefExpression {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(RefExpression part) implements RefExpression {}

    /** Whether it holds when exactly these have matched. */
    default boolean holds(BitSet seen) {
        return switch (this) {
            case Ref(int index) -> seen.get(index);
            case All(List<RefExpression> parts) -> parts.stream().allMatch(part -> part.holds(seen));
            case Any(List<RefExpression> parts) -> parts.stream().anyMatch(part -> part.holds(seen));
            case Not(RefExpression part) -> !part.holds(seen);
        };
    }

    /** Whether a further match never turns true into false: there is no {@code not}. */
    default boolean isMonotone() {
        return switch (this) {
            case Ref ignored -> true;
            case All(List<RefExpression> parts) -> parts.stream().allMatch(RefExpression::isMonotone);
            case Any(List<RefExpression> parts) -> parts.stream().allMatch(RefExpression::isMonotone);
            case Not ignored -> false;
        };
    }

    /** The greatest place that is referred to. */
    default int greatest() {
        return switch (this) {
            case Ref(int index) -> index;
            case All(List<RefExpression> parts) ->
                parts.stream().mapToInt(RefExpression::greatest).max().orElse(-1);
            case Any(List<RefExpression> parts) ->
                parts.stream().mapToInt(RefExpression::greatest).max().orElse(-1);
            case Not(RefExpression part) -> part.greatest();
        };
    }
}
