package io.watchfloor.rules.correlation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest chains of hits whose references follow each other in the rule's order. Hits at one instant are in any order;
 * an event does not follow itself. Hits come in order of time.
 */
final class Chains {
    private static final long NONE = Long.MIN_VALUE;
    /** More events of one reference at one instant than this add nothing: it differs from the one before and after. */
    private static final int ENOUGH = 3;

    private final int refs;
    /** By length, then by last reference: the latest start of such a chain. */
    private final long[][] starts;

    private final List<Step> instant = new ArrayList<>();

    private record Step(RefHit hit, long[] starts) {}

    Chains(int refs) {
        this.refs = refs;
        this.starts = new long[refs + 1][refs];
        clear();
    }

    void clear() {
        for (long[] byRef : starts) {
            Arrays.fill(byRef, NONE);
        }
        instant.clear();
    }

    void add(RefHit hit) {
        if (!instant.isEmpty() && instant.getFirst().hit().timeMs() != hit.timeMs()) {
            close();
        }
        if (instant.stream().filter(step -> step.hit().ref() == hit.ref()).count() < ENOUGH) {
            instant.add(new Step(hit, new long[refs + 1]));
        }
    }

    /** The length of the longest chain that starts at or after a time. */
    int longest(long fromMs) {
        chainInstant();
        for (int length = refs; length > 0; length--) {
            int wanted = length;
            if (Arrays.stream(starts[length]).anyMatch(start -> start >= fromMs)
                    || instant.stream().anyMatch(step -> step.starts()[wanted] >= fromMs)) {
                return length;
            }
        }
        return 0;
    }

    private void close() {
        chainInstant();
        for (Step step : instant) {
            for (int length = 1; length <= refs; length++) {
                long[] byRef = starts[length];
                byRef[step.hit().ref()] = Math.max(byRef[step.hit().ref()], step.starts()[length]);
            }
        }
        instant.clear();
    }

    private void chainInstant() {
        if (instant.size() > 1) {
            instant.sort((a, b) -> Integer.compare(a.hit().ref(), b.hit().ref()));
        }
        for (int i = 0; i < instant.size(); i++) {
            Step step = instant.get(i);
            step.starts()[1] = step.hit().timeMs();
            for (int length = 2; length <= refs; length++) {
                step.starts()[length] = latestBefore(i, length - 1);
            }
        }
    }

    /** The latest start of a chain of this length that the hit at {@code at} of the instant can follow. */
    private long latestBefore(int at, int length) {
        RefHit hit = instant.get(at).hit();
        long latest = NONE;
        for (int ref = 0; ref < hit.ref(); ref++) {
            latest = Math.max(latest, starts[length][ref]);
        }
        for (Step step : instant.subList(0, at)) {
            if (step.hit().ref() < hit.ref() && !step.hit().eventId().equals(hit.eventId())) {
                latest = Math.max(latest, step.starts()[length]);
            }
        }
        return latest;
    }
}
