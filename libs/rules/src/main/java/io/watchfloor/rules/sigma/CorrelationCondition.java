package io.watchfloor.rules.sigma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a correlation fires. */
public sealed interface CorrelationCondition {

    /**
     * The number that the type computes keeps to all bounds: the count of events or of distinct values, the sum, average or percentile; of
     * temporal types the count of different rules that matched. A temporal correlation without a condition asks for all its rules.
     *
     * @param bounds at least one; several are a range
     * @param fields whose values count, of several their combinations; empty for types that need none
     * @param percentile 0-100, for {@code value_percentile} if given
     */
    record Threshold(
            List<Bound> bounds,
            List<String> fields,
            @Nullable Integer percentile) implements CorrelationCondition {
        public Threshold {
            bounds = List.copyOf(bounds);
            fields = List.copyOf(fields);
        }
    }

    /** Which rules must have matched, and which not, within the time span. Source: the specification's proposal 198, for 2.2.0. */
    record Occurrence(RuleExpression expression) implements CorrelationCondition {}

    record Bound(Operator operator, double value) {
        /** Whether the number keeps to the bound. */
        public boolean admits(double number) {
            return switch (operator) {
                case LT -> number < value;
                case LTE -> number <= value;
                case GT -> number > value;
                case GTE -> number >= value;
                case EQ -> number == value;
                case NEQ -> number != value;
            };
        }
    }

    /** Named as in YAML, but upper case. */
    enum Operator {
        LT,
        LTE,
        GT,
        GTE,
        EQ,
        NEQ
    }

    /** A boolean expression over references of rules. */
    sealed interface RuleExpression {
        record AllOf(List<RuleExpression> parts) implements RuleExpression {
            public AllOf {
                parts = List.copyOf(parts);
            }
        }

        record AnyOf(List<RuleExpression> parts) implements RuleExpression {
            public AnyOf {
                parts = List.copyOf(parts);
            }
        }

        record Not(RuleExpression part) implements RuleExpression {}

        /** The rule of that id or name has matched. */
        record Rule(String reference) implements RuleExpression {}
    }
}
