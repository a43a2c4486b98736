package io.watchfloor.rules.starter;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often rules over single events fire on logs in which nothing, or nothing labelled, happens. */
final class StarterRates {
    private static final int PER = 10_000;

    private final Map<LogSource, Source> sources = new LinkedHashMap<>();

    StarterRates(StarterPack pack) {
        Pipeline raw = Pipeline.raw();
        for (SigmaRule rule : pack.collection().rules()) {
            Source source = sources.computeIfAbsent(
                    rule.logSource(),
                    key -> new Source(Evaluator.of(
                            raw.apply(rule.withCondition(Condition.TRUE)).condition())));
            boolean base = pack.collection().silent().contains(rule.id());
            source.rules.add(
                    new Counter(rule, base, Evaluator.of(raw.apply(rule).condition())));
        }
    }

    public static void main(String[] arguments) throws IOException {
        StarterRates rates = new StarterRates(StarterPack.read());
        QuietLogs.each(rates::count);
        System.out.print(rates.table());
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

    /** A line for each rule that saw events of its source: fired, seen, fired of 10,000, where. */
    String table() {
        StringBuilder table =
                new StringBuilder("| rule | fired | events | of 10,000 | in |\n| --- | --- | --- | --- | --- |\n");
        for (Source source : sources.values()) {
            for (Counter counter : source.rules) {
                if (source.seen > 0) {
                    table.append("| %s%s | %d | %d | %.1f | %s |\n"
                            .formatted(
                                    counter.name(),
                                    counter.base ? " (base)" : "",
                                    counter.fired(),
                                    source.seen,
                                    (double) PER * counter.fired() / source.seen,
                                    counter.hits));
                }
            }
        }
        return table.toString();
    }

    /** The rules that alert on more than one of 10,000 events of their source, as the README names them. */
    List<String> often() {
        return sources.values().stream()
                .flatMap(source -> source.rules.stream()
                        .filter(counter -> !counter.base && counter.fired() * PER > source.seen)
                        .map(Counter::name))
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

    /** @param base whether only correlations use the rule */
    private record Counter(SigmaRule rule, boolean base, Evaluator evaluator, Map<String, Long> hits) {
        Counter(SigmaRule rule, boolean base, Evaluator evaluator) {
            this(rule, base, evaluator, new TreeMap<>());
        }

        void count(String recording, FlatEvent event) {
            if (evaluator.matches(event)) {
                hits.merge(recording, 1L, Long::sum);
            }
        }

        String name() {
            return rule.source().file().replace(".yml", "");
        }

        long fired() {
            return hits.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
