package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleDefaults;
import io.watchfloor.observables.dedup.DedupKey;
import io.watchfloor.rules.dedup.Entities;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the alerts that matches become, given in order of time: one while the events of a dedup key are no further apart
 * than the dedup window, and for {@link #MAX_AGE} at most, as the alerts of case-service group that nobody closes.
 */
final class AlertCount {
    /** The default of {@code watchfloor.alert.max-age}. */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private final RuleDefaults rule;
    private final Duration window;
    private final Consumer<Instant> begun;
    /** The one of the key that is open, the one extended longest ago first. */
    private final Map<String, Alert> open = new LinkedHashMap<>(16, 0.75f, true);

    private record Alert(Instant first, Instant last) {}

    /** @param begun told of each alert the time of its first event */
    AlertCount(Rule rule, Consumer<Instant> begun) {
        this.rule = rule.effective();
        this.window = this.rule.dedupDuration();
        this.begun = begun;
    }

    /**
     * Counts a match or what joined it; answers the dedup key of the match.
     *
     * @param known the key that the match was given before; it keeps it
     */
    String add(Match match, @Nullable String known) {
        String key = known != null ? known : key(match);
        match.occurrences().stream().map(Occurrence::eventTime).sorted().forEach(time -> add(key, time));
        return key;
    }

    private String key(Match match) {
        return DedupKey.rule(
                match.tenantId(), match.ruleId(), Entities.of(rule.dedupFields(), match.group(), match.events()));
    }

    private void add(String key, Instant time) {
        Alert alert = open.get(key);
        boolean begins = alert == null
                || alert.last().isBefore(time.minus(window))
                || alert.first().isBefore(time.minus(MAX_AGE));
        if (alert == null || begins) {
            open.put(key, new Alert(time, time));
            begun.accept(time);
        } else if (time.isAfter(alert.last())) {
            open.put(key, new Alert(alert.first(), time));
        }
    }

    /** Forgets the alerts that take no events from {@code now} on. */
    void passed(Instant now) {
        Instant over = now.minus(window);
        Iterator<Alert> oldest = open.values().iterator();
        while (oldest.hasNext() && oldest.next().last().isBefore(over)) {
            oldest.remove();
        }
    }
}
