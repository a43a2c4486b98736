package io.watchfloor.rules.ruletest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.FieldValues;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.correlation.SigmaCorrelations;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.KeyFields;
import io.watchfloor.rules.library.RuleFields;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.CorrelationTest;
import io.watchfloor.rules.sigma.CorrelationTest.TimedEvent;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaRule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the test blocks of a collection. In a case of a correlation each event counts for every rule that matches it, whichever rule the
 * case names; after the last event time goes on until all windows have closed. Not safe for use by several threads.
 */
public final class RuleTests {
    private static final long AFTER_ALL = Duration.ofDays(3650).toMillis();

    private final SigmaCollection collection;
    private final Pipeline pipeline;
    private final Map<String, SigmaRule> rules = new LinkedHashMap<>();
    private final RuleSet set;
    private final Matcher matcher;
    private final CorrelationPlan plan;
    private final RuleFields fields;

    public RuleTests(SigmaCollection collection, Pipeline pipeline) {
        this.collection = collection;
        this.pipeline = pipeline;
        collection.rules().forEach(rule -> rules.put(rule.id(), rule));
        List<EngineRule> conditions = rules.values().stream()
                .map(rule -> new EngineRule(rule.id(), pipeline.apply(rule).condition()))
                .toList();
        this.set = RuleSet.compile(conditions, KeyFields.options(conditions));
        this.matcher = set.matcher();
        this.plan = SigmaCorrelations.sound(collection).plan();
        this.fields = new RuleFields(pipeline);
    }

    /** All cases of the collection, in its order. */
    public List<CaseResult> run() {
        List<CaseResult> results = new ArrayList<>();
        collection.rules().forEach(rule -> results.addAll(run(rule)));
        collection.correlations().forEach(correlation -> results.addAll(run(correlation)));
        return results;
    }

    public List<CaseResult> run(SigmaRule rule) {
        return rule.tests().stream()
                .map(test -> result(
                        rule,
                        test.line(),
                        test.matches(),
                        matched(pipeline.event(rule, test.event())).contains(rule.id())))
                .toList();
    }

    public List<CaseResult> run(SigmaCorrelation correlation) {
        return correlation.tests().stream()
                .map(test -> result(correlation, test.line(), test.matches(), fires(correlation, test)))
                .toList();
    }

    private static CaseResult result(SigmaDocument document, int line, boolean expected, boolean matched) {
        return new CaseResult(
                document.id(), document.header().title(), document.source().file(), line, expected, matched);
    }

    private boolean fires(SigmaCorrelation correlation, CorrelationTest test) {
        MemoryCorrelator correlator = new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
        boolean fires = false;
        long last = 0;
        int number = 0;
        for (TimedEvent timed : test.events()) {
            last = Math.max(last, timed.at().toMillis());
            fires |= fires(correlator, correlation, timed, "event-" + number++);
        }
        return fires | names(correlation, correlator.advance(last + AFTER_ALL));
    }

    private boolean fires(MemoryCorrelator correlator, SigmaCorrelation correlation, TimedEvent timed, String id) {
        if (!(collection.resolve(correlation, timed.rule()).orElse(null) instanceof SigmaRule rule)) {
            return false;
        }
        Map<String, @Nullable Object> event = pipeline.event(rule, timed.event());
        FlatEvent flat = FlatEvent.of(event);
        boolean fires = false;
        for (String matched : matched(event)) {
            FieldValues values = fields.of(Objects.requireNonNull(rules.get(matched)), flat);
            fires |= names(
                    correlation,
                    correlator.onEvent(matched, new ObservedEvent(timed.at().toMillis(), id, values)));
        }
        return fires;
    }

    private static boolean names(SigmaCorrelation correlation, List<CorrelationMatch> matches) {
        return matches.stream().anyMatch(match -> match.ruleId().equals(correlation.id()));
    }

    private List<String> matched(Map<String, @Nullable Object> event) {
        byte[] json = json(event);
        List<String> ids = new ArrayList<>();
        matcher.match(
                json,
                0,
                json.length,
                RuleSet.Labels.NONE,
                number -> ids.add(set.rule(number).id()));
        return ids;
    }

    private static byte[] json(Map<String, @Nullable Object> event) {
        try {
            return ContractJson.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
