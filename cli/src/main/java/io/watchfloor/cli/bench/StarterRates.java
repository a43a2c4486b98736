package io.watchfloor.cli.bench;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often rules over single events fire on logs in which nothing, or nothing labelled, happens. */
final class StarterRates {
    private static final int PER = 10_000;

    private final Map<LogSource, Source> sources = new LinkedHashMap<>();

    StarterRates(SigmaCollection pack) {
        Pipeline raw = Pipeline.raw();
        for (SigmaRule rule : pack.rules()) {
            Source source = sources.computeIfAbsent(
                    rule.logSource(),
                    key -> new Source(Evaluator.of(
                            raw.apply(rule.withCondition(Condition.TRUE)).condition())));
            boolean alerts = !pack.silent().contains(rule.id());
            source.rules.add(
                    new Counter(name(rule), alerts, Evaluator.of(raw.apply(rule).condition()), new TreeMap<>()));
        }
    }

    /** As pages name it: the path of its file below the pack. */
    static String name(SigmaDocument rule) {
        return rule.source().file().replace(".yml", "");
    }

    /** @param recording where the event is from */
    void count(String recording, FlatEvent event) {
        for (Source source : sources.values()) {
            if (source.is.matches(event)) {
                source.seen++;
                source.rules.forEach(counter -> counter.count(recording, event));
            }
        }
    }

    /**
     * What became of a rule.
     *
     * @param alerts false if only correlations use it
     * @param events of its source
     * @param fired by recording
     */
    record Rate(String rule, boolean alerts, long events, Map<String, Long> fired) {
        long times() {
            return fired.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Of 10,000 events; 0 where there were none. */
        double rate() {
            return events == 0 ? 0 : (double) PER * times() / events;
        }

        /** Whether it alerts so often that there has to be a reason. */
        boolean isOften() {
            return alerts && times() * PER > events;
        }
    }

    List<Rate> rates() {
        return sources.values().stream()
                .flatMap(source -> source.rules.stream().map(counter -> counter.rate(source.seen)))
                .toList();
    }

    private static final class Source {
        private final Evaluator is;
        private final List<Counter> rules = new ArrayList<>();
        private long seen;

        Source(Evaluator is) {
            this.is = is;
        }
    }

    private record Counter(String rule, boolean alerts, Evaluator evaluator, Map<String, Long> fired) {
        void count(String recording, FlatEvent event) {
            if (evaluator.matches(event)) {
                fired.merge(recording, 1L, Long::sum);
            }
        }

        Rate rate(long events) {
            return new Rate(rule, alerts, events, fired);
        }
    }
}
