package io.watchfloor.detection.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When events passed by: not before {@code from} and not after {@code to}.
 *
 * @param from no later than {@code to}
 */
record Passing(Instant from, Instant to) {
    private static final Comparator<Passing> BY_TIME =
            Comparator.comparing(Passing::from).thenComparing(Passing::to);

    Passing {
        from = from.isAfter(to) ? to : from;
    }

    /** In order of time, those that overlap or touch as one. */
    static List<Passing> joined(List<Passing> all) {
        List<Passing> joined = new ArrayList<>();
        for (Passing next : all.stream().sorted(BY_TIME).toList()) {
            Passing last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !next.from().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Passing(last.from(), later(last.to(), next.to())));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
