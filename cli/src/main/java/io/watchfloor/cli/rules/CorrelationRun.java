package io.watchfloor.cli.rules;

import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.CorrelatorStats;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.library.EventTimes;
import io.watchfloor.rules.library.RuleFields;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.window.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The correlations of a library over the events of files, which come in any order: time goes on when all were seen. */
final class CorrelationRun {
    private static final long AFTER_ALL = Duration.ofDays(3650).toMillis();

    private final Map<String, SigmaRule> rules = new HashMap<>();
    private final CorrelationPlan plan;
    private final MemoryCorrelator correlator;
    private final RuleFields fields;
    private long timeless;
    private long last = Long.MIN_VALUE;

    CorrelationRun(RuleLibrary library) {
        library.collection().rules().forEach(rule -> rules.put(rule.id(), rule));
        plan = library.correlations().plan();
        correlator = new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
        fields = new RuleFields(library.pipeline());
    }

    /** How many correlations there are. */
    int size() {
        return plan.correlations().size();
    }

    /** Events that a correlation wants and that have no time. */
    long timeless() {
        return timeless;
    }

    CorrelatorStats stats() {
        return correlator.stats();
    }

    /** The correlations whose match the event completes or grows. */
    Collection<String> onEvent(long number, List<String> matched, FileEvent event) throws IOException {
        List<String> bases =
                matched.stream().filter(id -> !plan.usesOf(id).isEmpty()).toList();
        if (bases.isEmpty()) {
            return List.of();
        }
        FlatEvent flat = RawEvents.flat(event);
        OptionalLong time = EventTimes.of(flat);
        if (time.isEmpty()) {
            timeless++;
            return List.of();
        }
        last = Math.max(last, time.getAsLong());
        List<CorrelationMatch> found = new ArrayList<>();
        for (String base : bases) {
            SigmaRule rule = Objects.requireNonNull(rules.get(base));
            found.addAll(correlator.onEvent(
                    base, new ObservedEvent(time.getAsLong(), eventId(number), fields.of(rule, flat))));
        }
        return found.stream().map(CorrelationMatch::ruleId).toList();
    }

    /** The correlations that could only be decided when all events were there, by the number of the last event of each match. */
    Map<Long, Set<String>> end() {
        Map<Long, Set<String>> late = new HashMap<>();
        if (last > Long.MIN_VALUE) {
            for (CorrelationMatch match : correlator.advance(last + AFTER_ALL)) {
                List<Hit> members = match.finding().members();
                if (!members.isEmpty()) {
                    late.computeIfAbsent(Long.valueOf(members.getLast().eventId()), number -> new TreeSet<>())
                            .add(match.ruleId());
                }
            }
        }
        return late;
    }

    /** In the order of the numbers, which decides between events of one time. */
    private static String eventId(long number) {
        return String.format(Locale.ROOT, "%015d", number);
    }
}
