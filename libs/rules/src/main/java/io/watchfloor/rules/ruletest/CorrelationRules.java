package io.watchfloor.rules.ruletest;

import io.watchfloor.rules.correlation.CorrelationRule;
import io.watchfloor.rules.correlation.Grouping;
import io.watchfloor.rules.correlation.Limits;
import io.watchfloor.rules.correlation.Limits.Limit;
import io.watchfloor.rules.correlation.Measure;
import io.watchfloor.rules.correlation.RefExpression;
import io.watchfloor.rules.sigma.CorrelationCondition;
import io.watchfloor.rules.sigma.CorrelationCondition.Occurrence;
import io.watchfloor.rules.sigma.CorrelationCondition.RuleExpression;
import io.watchfloor.rules.sigma.CorrelationCondition.Threshold;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaDocument;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Correlations of Sigma as rules of the correlation kernel: references become ids, aliases places. */
public final class CorrelationRules {
    private static final int MEDIAN = 50;

    private final SigmaCollection collection;

    private CorrelationRules(SigmaCollection collection) {
        this.collection = collection;
    }

    /** All correlations of the collection; fields keep the names that the rules use. */
    public static List<CorrelationRule> of(SigmaCollection collection) {
        CorrelationRules rules = new CorrelationRules(collection);
        return collection.correlations().stream().map(rules::rule).toList();
    }

    private CorrelationRule rule(SigmaCorrelation correlation) {
        List<String> refs = correlation.rules().stream()
                .map(reference -> id(correlation, reference))
                .toList();
        return new CorrelationRule(
                correlation.id(),
                refs,
                new Grouping(correlation.groupBy(), aliases(correlation, refs)),
                correlation.timespan(),
                measure(correlation, refs),
                correlation.generate());
    }

    private String id(SigmaCorrelation correlation, String reference) {
        return collection.resolve(correlation, reference).map(SigmaDocument::id).orElse(reference);
    }

    private Map<String, Map<Integer, String>> aliases(SigmaCorrelation correlation, List<String> refs) {
        Map<String, Map<Integer, String>> byAlias = new HashMap<>();
        correlation.aliases().forEach((alias, fields) -> {
            Map<Integer, String> byPlace = new HashMap<>();
            fields.forEach((reference, field) -> byPlace.put(refs.indexOf(id(correlation, reference)), field));
            byAlias.put(alias, byPlace);
        });
        return byAlias;
    }

    private Measure measure(SigmaCorrelation correlation, List<String> refs) {
        return switch (correlation.condition()) {
            case Occurrence(RuleExpression expression) ->
                new Measure.RulesExpression(expression(expression, correlation, refs));
            case Threshold threshold -> measure(correlation, threshold);
        };
    }

    private static Measure measure(SigmaCorrelation correlation, Threshold threshold) {
        Limits limits = new Limits(
                threshold.bounds().stream().map(CorrelationRules::limit).toList());
        List<String> fields = threshold.fields();
        return switch (correlation.type()) {
            case EVENT_COUNT -> new Measure.EventCount(limits);
            case VALUE_COUNT -> new Measure.ValueCount(fields, limits);
            case TEMPORAL -> new Measure.RulesSeen(limits);
            case TEMPORAL_ORDERED -> new Measure.RulesInOrder(limits);
            case VALUE_SUM -> new Measure.ValueSum(fields.getFirst(), limits);
            case VALUE_AVG -> new Measure.ValueAverage(fields.getFirst(), limits);
            case VALUE_MEDIAN -> new Measure.ValuePercentile(fields.getFirst(), MEDIAN, limits);
            case VALUE_PERCENTILE -> percentile(fields.getFirst(), threshold, limits);
        };
    }

    private static Measure percentile(String field, Threshold threshold, Limits limits) {
        Integer percent = threshold.percentile();
        return percent == null
                ? new Measure.ValueShare(field, limits)
                : new Measure.ValuePercentile(field, percent, limits);
    }

    private static Limit limit(CorrelationCondition.Bound bound) {
        return new Limit(Limits.Operator.valueOf(bound.operator().name()), BigDecimal.valueOf(bound.value()));
    }

    private RefExpression expression(RuleExpression expression, SigmaCorrelation correlation, List<String> refs) {
        return switch (expression) {
            case RuleExpression.Rule(String reference) ->
                new RefExpression.Ref(refs.indexOf(id(correlation, reference)));
            case RuleExpression.Not(RuleExpression part) -> new RefExpression.Not(expression(part, correlation, refs));
            case RuleExpression.AllOf(List<RuleExpression> parts) ->
                new RefExpression.All(expressions(parts, correlation, refs));
            case RuleExpression.AnyOf(List<RuleExpression> parts) ->
                new RefExpression.Any(expressions(parts, correlation, refs));
        };
    }

    private List<RefExpression> expressions(
            List<RuleExpression> parts, SigmaCorrelation correlation, List<String> refs) {
        return parts.stream().map(part -> expression(part, correlation, refs)).toList();
    }
}
