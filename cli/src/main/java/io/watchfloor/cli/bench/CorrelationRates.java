package io.watchfloor.cli.bench;

import io.watchfloor.cli.bench.StarterRates.Rate;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.CorrelationRule;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.correlation.SigmaCorrelations;
import io.watchfloor.rules.library.EventTimes;
import io.watchfloor.rules.library.RuleFields;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** How many matches the correlations of a pack find in recordings; a match that grows is one. */
final class CorrelationRates {
    private static final long AFTER_ALL = Duration.ofDays(3650).toMillis();

    private final SigmaCollection pack;
    private final CorrelationPlan plan;
    private final Map<String, Set<LogSource>> sources = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    /** From the match to the recording that it was found in. */
    private final Map<Match, String> found = new LinkedHashMap<>();

    private record Match(String rule, String group, String firstEvent) {}

    CorrelationRates(SigmaCollection pack) {
        this.pack = pack;
        this.plan = SigmaCorrelations.plan(pack);
        pack.rules().forEach(rule -> sources.put(rule.id(), Set.of(rule.logSource())));
        plan.correlations().stream()
                .map(correlation -> correlation.rule())
                .forEach(rule -> sources.put(rule.id(), sourcesOf(rule)));
    }

    /** Bases come first in a plan. */
    private Set<LogSource> sourcesOf(CorrelationRule rule) {
        Set<LogSource> all = new HashSet<>();
        rule.refs().forEach(ref -> all.addAll(sources.getOrDefault(ref, Set.of())));
        return all;
    }

    /**
     * Recordings whose events have these names; {@link Recordings#end} says that there are no more.
     *
     * @param names of the fields
     */
    Recordings recordings(Pipeline names) {
        return new Recordings(names);
    }

    List<Rate> rates() {
        Map<String, Map<String, Long>> fired = new HashMap<>();
        found.forEach((match, recording) ->
                fired.computeIfAbsent(match.rule(), rule -> new TreeMap<>()).merge(recording, 1L, Long::sum));
        return pack.correlations().stream()
                .map(correlation -> new Rate(
                        StarterRates.name(correlation),
                        plan.alerts(correlation.id()),
                        seen.getOrDefault(correlation.id(), 0L),
                        fired.getOrDefault(correlation.id(), Map.of())))
                .toList();
    }

    /** Events of one spelling, in any order. */
    final class Recordings {
        private final Map<LogSource, Evaluator> ofSource = new LinkedHashMap<>();
        private final Map<SigmaRule, Evaluator> bases = new LinkedHashMap<>();
        private final MemoryCorrelator correlator =
                new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
        private final RuleFields fields;
        private long number;
        private long last = Long.MIN_VALUE;

        private Recordings(Pipeline names) {
            fields = new RuleFields(names);
            for (SigmaRule rule : pack.rules()) {
                if (!plan.usesOf(rule.id()).isEmpty()) {
                    bases.put(rule, Evaluator.of(names.apply(rule).condition()));
                    ofSource.computeIfAbsent(
                            rule.logSource(),
                            source -> Evaluator.of(names.apply(rule.withCondition(Condition.TRUE))
                                    .condition()));
                }
            }
        }

        /** @param recording where the event is from */
        void count(String recording, FlatEvent event) {
            Set<LogSource> its = new HashSet<>();
            ofSource.forEach((source, is) -> {
                if (is.matches(event)) {
                    its.add(source);
                }
            });
            OptionalLong time = its.isEmpty() ? OptionalLong.empty() : EventTimes.of(event);
            if (time.isPresent()) {
                see(its);
                number++;
                last = Math.max(last, time.getAsLong());
                take(recording, its, event, time.getAsLong());
            }
        }

        private void see(Set<LogSource> its) {
            for (var correlation : plan.correlations()) {
                String rule = correlation.rule().id();
                if (sources.getOrDefault(rule, Set.of()).stream().anyMatch(its::contains)) {
                    seen.merge(rule, 1L, Long::sum);
                }
            }
        }

        private void take(String recording, Set<LogSource> its, FlatEvent event, long timeMs) {
            List<CorrelationMatch> matches = new ArrayList<>();
            bases.forEach((rule, evaluator) -> {
                if (its.contains(rule.logSource()) && evaluator.matches(event)) {
                    String id = String.format(Locale.ROOT, "%015d", number);
                    matches.addAll(
                            correlator.onEvent(rule.id(), new ObservedEvent(timeMs, id, fields.of(rule, event))));
                }
            });
            matches.forEach(match -> keep(recording, match));
        }

        /** Judges the windows that wait for events that do not come. */
        void end() {
            if (number > 0) {
                correlator.advance(last + AFTER_ALL).forEach(match -> keep("at the end", match));
            }
        }

        /** Events that come late may give a match another first event, or join two. */
        private void keep(String recording, CorrelationMatch match) {
            match.finding().replaces().forEach(first -> found.remove(new Match(match.ruleId(), match.group(), first)));
            found.put(new Match(match.ruleId(), match.group(), match.finding().firstEventId()), recording);
        }
    }
}
