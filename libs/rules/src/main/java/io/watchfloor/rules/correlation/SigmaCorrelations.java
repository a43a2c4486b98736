package io.watchfloor.rules.correlation;

import io.watchfloor.rules.correlation.Limits.Limit;
import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.sigma.CorrelationCondition;
import io.watchfloor.rules.sigma.CorrelationCondition.Bound;
import io.watchfloor.rules.sigma.CorrelationCondition.Occurrence;
import io.watchfloor.rules.sigma.CorrelationCondition.RuleExpression;
import io.watchfloor.rules.sigma.CorrelationCondition.Threshold;
import io.watchfloor.rules.sigma.CorrelationType;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaProblem;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.sigma.SigmaSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From Sigma's correlations to the rules that correlate. Field names stay Sigma's: who gives {@link FieldValues} maps them. */
public final class SigmaCorrelations {
    private final SigmaCollection collection;

    private SigmaCorrelations(SigmaCollection collection) {
        this.collection = collection;
    }

    /**
     * The plan of all correlations of a collection over its rules.
     *
     * @throws InvalidCorrelationException for what Sigma allows to write and no window can decide
     */
    public static CorrelationPlan plan(SigmaCollection collection) {
        SigmaCorrelations converter = new SigmaCorrelations(collection);
        return CorrelationPlan.of(
                collection.correlations().stream().map(converter::convert).toList(),
                collection.rules().stream().map(SigmaRule::id).collect(Collectors.toSet()));
    }

    /**
     * A plan of the correlations that can be decided.
     *
     * @param problems {@code correlation} for each of the others
     */
    public record Sound(CorrelationPlan plan, List<SigmaProblem> problems) {
        public Sound {
            problems = List.copyOf(problems);
        }
    }

    /** The plan of all correlations of a collection but those that cannot be, and those that refer to them. */
    public static Sound sound(SigmaCollection collection) {
        SigmaCorrelations converter = new SigmaCorrelations(collection);
        Set<String> bases = collection.rules().stream().map(SigmaRule::id).collect(Collectors.toSet());
        List<CorrelationRule> rules = new ArrayList<>();
        List<SigmaProblem> problems = new ArrayList<>();
        Set<String> known = new HashSet<>(bases);
        for (SigmaCorrelation correlation : collection.correlations()) {
            try {
                CorrelationRule rule = converter.convert(correlation);
                rule.refs().forEach(ref -> requireKnown(rule, ref, known));
                rules.add(rule);
                known.add(rule.id());
            } catch (InvalidCorrelationException e) {
                SigmaSource source = correlation.source();
                problems.add(new SigmaProblem(
                        source.file(), source.line(), 1, "correlation", String.valueOf(e.getMessage())));
            }
        }
        return new Sound(CorrelationPlan.of(rules, bases), problems);
    }

    private static void requireKnown(CorrelationRule rule, String ref, Set<String> known) {
        if (!known.contains(ref)) {
            throw new InvalidCorrelationException("The rule " + ref + ", which " + rule.id() + " refers to, cannot be");
        }
    }

    /**
     * One correlation, its references resolved in the collection.
     *
     * @throws InvalidCorrelationException for what Sigma allows to write and no window can decide
     */
    public static CorrelationRule rule(SigmaCorrelation correlation, SigmaCollection collection) {
        return new SigmaCorrelations(collection).convert(correlation);
    }

    private CorrelationRule convert(SigmaCorrelation from) {
        List<String> refs = refs(from);
        return new CorrelationRule(
                from.id(),
                refs,
                new Grouping(from.groupBy(), aliases(from, refs)),
                from.timespan(),
                measure(from, refs),
                from.generate());
    }

    /** Of an ordered correlation with a condition the condition gives the order. */
    private List<String> refs(SigmaCorrelation from) {
        return from.type() == CorrelationType.TEMPORAL_ORDERED && from.condition() instanceof Occurrence(var expression)
                ? sequence(from, expression)
                : from.rules().stream().map(reference -> idOf(from, reference)).toList();
    }

    private List<String> sequence(SigmaCorrelation from, RuleExpression expression) {
        return switch (expression) {
            case RuleExpression.Rule(String reference) -> List.of(idOf(from, reference));
            case RuleExpression.AllOf(List<RuleExpression> parts) ->
                parts.stream().flatMap(part -> sequence(from, part).stream()).toList();
            case RuleExpression.AnyOf ignored -> throw noSequence(from);
            case RuleExpression.Not ignored -> throw noSequence(from);
        };
    }

    private static InvalidCorrelationException noSequence(SigmaCorrelation from) {
        return new InvalidCorrelationException(
                "The condition of a temporal_ordered correlation is rules joined by and: " + from.id());
    }

    private String idOf(SigmaCorrelation from, String reference) {
        return collection
                .resolve(from, reference)
                .orElseThrow(() -> new InvalidCorrelationException(
                        "There is no rule " + reference + ", which " + from.id() + " refers to"))
                .id();
    }

    private Map<String, Map<Integer, String>> aliases(SigmaCorrelation from, List<String> refs) {
        Map<String, Map<Integer, String>> aliases = new HashMap<>();
        from.aliases().forEach((alias, fields) -> {
            Map<Integer, String> byRef = new HashMap<>();
            fields.forEach((reference, field) -> byRef.put(refs.indexOf(idOf(from, reference)), field));
            aliases.put(alias, Map.copyOf(byRef));
        });
        return aliases;
    }

    private Measure measure(SigmaCorrelation from, List<String> refs) {
        return switch (from.condition()) {
            case Occurrence(RuleExpression expression) ->
                from.type() == CorrelationType.TEMPORAL_ORDERED
                        ? new Measure.RulesInOrder(Limits.of(Operator.GTE, refs.size()))
                        : new Measure.RulesExpression(expression(from, expression, refs));
            case Threshold threshold -> measure(from, threshold);
        };
    }

    private static Measure measure(SigmaCorrelation from, Threshold threshold) {
        Limits limits = limits(threshold);
        Integer percentile = threshold.percentile();
        return switch (from.type()) {
            case EVENT_COUNT -> new Measure.EventCount(limits);
            case VALUE_COUNT -> new Measure.ValueCount(threshold.fields(), limits);
            case TEMPORAL -> new Measure.RulesSeen(limits);
            case TEMPORAL_ORDERED -> new Measure.RulesInOrder(limits);
            case VALUE_SUM -> new Measure.ValueSum(field(from, threshold), limits);
            case VALUE_AVG -> new Measure.ValueAverage(field(from, threshold), limits);
            case VALUE_MEDIAN -> new Measure.ValuePercentile(field(from, threshold), 50, limits);
            case VALUE_PERCENTILE ->
                percentile == null
                        ? new Measure.ValueShare(field(from, threshold), limits)
                        : new Measure.ValuePercentile(field(from, threshold), percentile, limits);
        };
    }

    private static String field(SigmaCorrelation from, Threshold threshold) {
        if (threshold.fields().size() != 1) {
            throw new InvalidCorrelationException("A " + from.type().key() + " has one field: " + from.id());
        }
        return threshold.fields().getFirst();
    }

    private static Limits limits(CorrelationCondition.Threshold threshold) {
        List<Limit> limits = new ArrayList<>();
        for (Bound bound : threshold.bounds()) {
            limits.add(new Limit(operator(bound), BigDecimal.valueOf(bound.value())));
        }
        return new Limits(limits);
    }

    private static Operator operator(Bound bound) {
        return switch (bound.operator()) {
            case LT -> Operator.LT;
            case LTE -> Operator.LTE;
            case GT -> Operator.GT;
            case GTE -> Operator.GTE;
            case EQ -> Operator.EQ;
            case NEQ -> Operator.NEQ;
        };
    }

    private RefExpression expression(SigmaCorrelation from, RuleExpression expression, List<String> refs) {
        return switch (expression) {
            case RuleExpression.Rule(String reference) -> new RefExpression.Ref(refs.indexOf(idOf(from, reference)));
            case RuleExpression.Not(RuleExpression part) -> new RefExpression.Not(expression(from, part, refs));
            case RuleExpression.AllOf(List<RuleExpression> parts) ->
                new RefExpression.All(expressions(from, parts, refs));
            case RuleExpression.AnyOf(List<RuleExpression> parts) ->
                new RefExpression.Any(expressions(from, parts, refs));
        };
    }

    private List<RefExpression> expressions(SigmaCorrelation from, List<RuleExpression> parts, List<String> refs) {
        return parts.stream().map(part -> expression(from, part, refs)).toList();
    }
}
