package io.watchfloor.cli.bench;

import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.CorrelationRule;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.CorrelatorStats;
import io.watchfloor.rules.correlation.Grouping;
import io.watchfloor.rules.correlation.Limits;
import io.watchfloor.rules.correlation.Measure;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Hits of an event count over many groups, one thread. */
final class CorrelationRounds {
    private static final int GROUPS = 1_000_000;
    private static final int HITS = 3_000_000;
    private static final long START_MS = 1_760_000_000_000L;

    private final MemoryCorrelator correlator;
    private long matches;

    CorrelationRounds() {
        CorrelationRule rule = new CorrelationRule(
                "count",
                List.of("base"),
                Grouping.by("host"),
                Duration.ofMinutes(5),
                new Measure.EventCount(Limits.of(Limits.Operator.GTE, 5)),
                false);
        CorrelatorBounds bounds = new CorrelatorBounds(Duration.ofMinutes(1), 10_000, GROUPS, 2L * HITS);
        correlator = new MemoryCorrelator(CorrelationPlan.of(List.of(rule), Set.of("base")), bounds);
    }

    /** Hits per CPU second; a millisecond between two, so that windows slide while groups come and go. */
    double run(long seed) {
        Random random = new Random(seed);
        String[] hosts = new String[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            hosts[i] = "host-" + i;
        }
        ThreadCpu cpu = new ThreadCpu();
        for (int i = 0; i < HITS; i++) {
            String host = hosts[random.nextInt(GROUPS)];
            ObservedEvent hit = new ObservedEvent(START_MS + i / 10, Integer.toString(i), field -> host);
            matches += correlator.onEvent("base", hit).size();
        }
        return HITS / cpu.seconds();
    }

    long matches() {
        return matches;
    }

    CorrelatorStats stats() {
        return correlator.stats();
    }
}
