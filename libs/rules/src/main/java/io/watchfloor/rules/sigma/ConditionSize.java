package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Counts the predicates of a condition, each as often as it stands there: selections named many times are shared here, but not by all users. */
final class ConditionSize {
    static final int MOST = 500_000;

    private final Map<Condition, Long> known = new IdentityHashMap<>();

    private ConditionSize() {}

    /** Refuses conditions of more than {@link #MOST} predicates. */
    static Condition check(Condition condition, Position at) {
        if (new ConditionSize().of(condition) > MOST) {
            throw new InvalidSigmaException(at, "limit", "the condition comes to more than " + MOST + " comparisons");
        }
        return condition;
    }

    private long of(Condition condition) {
        return switch (condition) {
            case Condition.Is ignored -> 1;
            case Condition.Not(Condition part) -> of(part);
            case Condition.All(List<Condition> parts) -> join(condition, parts);
            case Condition.Any(List<Condition> parts) -> join(condition, parts);
        };
    }

    private long join(Condition condition, List<Condition> parts) {
        Long before = known.get(condition);
        if (before != null) {
            return before;
        }
        long size = 0;
        for (Condition part : parts) {
            size = Math.min(size + of(part), MOST + 1L);
        }
        known.put(condition, size);
        return size;
    }
}
