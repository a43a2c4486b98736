package io.watchfloor.rules.correlation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Bounds that a number keeps to, all of them; at least one. Source: Sigma correlation rules specification 2.1.0,
 * "Condition".
 */
public record Limits(List<Limit> all) {

    /** Named as in Sigma. */
    public enum Operator {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NEQ
    }

    /** One bound. */
    public record Limit(Operator operator, BigDecimal number) {
        boolean admits(BigDecimal value) {
            int order = value.compareTo(number);
            return switch (operator) {
                case GT -> order > 0;
                case GTE -> order >= 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
                case EQ -> order == 0;
                case NEQ -> order != 0;
            };
        }

        private boolean isLower() {
            return operator == Operator.GT || operator == Operator.GTE;
        }

        /** A count differs from none when it is at least one. */
        private boolean isSome() {
            return operator == Operator.NEQ && number.signum() == 0;
        }

        private BigDecimal leastCount() {
            return switch (operator) {
                case GT -> number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
                case GTE -> number.setScale(0, RoundingMode.CEILING);
                case LT, LTE, EQ, NEQ -> BigDecimal.ONE;
            };
        }
    }

    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    public Limits {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a condition has at least one bound");
        }
    }

    /** A single bound. */
    public static Limits of(Operator operator, long number) {
        return new Limits(List.of(new Limit(operator, BigDecimal.valueOf(number))));
    }

    public Limits and(Operator operator, long number) {
        return new Limits(Stream.concat(all.stream(), Stream.of(new Limit(operator, BigDecimal.valueOf(number))))
                .toList());
    }

    boolean admit(BigDecimal value) {
        return all.stream().allMatch(limit -> limit.admits(value));
    }

    /** Whether a number that only grows keeps to the bounds once it has met them. */
    boolean areLower() {
        return all.stream().allMatch(Limit::isLower);
    }

    /** For counts, which begin at one: the least that meets the bounds, if more never breaks them. */
    OptionalInt leastCount() {
        if (!all.stream().allMatch(limit -> limit.isLower() || limit.isSome())) {
            return OptionalInt.empty();
        }
        BigDecimal least = all.stream().map(Limit::leastCount).reduce(BigDecimal.ONE, BigDecimal::max);
        return OptionalInt.of(least.min(MOST).intValueExact());
    }
}
