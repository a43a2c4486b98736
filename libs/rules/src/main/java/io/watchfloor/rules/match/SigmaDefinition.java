package io.watchfloor.rules.match;

import io.watchfloor.query.Query;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.InvalidCorrelationException;
import io.watchfloor.rules.correlation.SigmaCorrelations;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.SigmaProblem;
import io.watchfloor.rules.sigma.SigmaRule;
import io.watchfloor.rules.sigma.SigmaUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of a Sigma rule on the events of the product: logic, or what is wrong with them. */
final class SigmaDefinition {
    private static final String POINTER = "/sigma";
    private static final Pipeline EVENTS = Pipeline.ecs();
    private static final Duration LONGEST_TIMESPAN = Duration.ofDays(31);
    private static final RuleLogic NOTHING =
            new SigmaLogic(ConditionQueries.superset(Condition.FALSE), Condition.FALSE);

    private final List<RuleError> errors = new ArrayList<>();

    private SigmaDefinition() {}

    /**
     * What a text came to.
     *
     * @param logic matches nothing when there are errors
     */
    record Read(RuleLogic logic, List<RuleError> errors) {}

    static Read read(@Nullable String text) {
        SigmaDefinition definition = new SigmaDefinition();
        RuleLogic logic = definition.logic(text);
        return definition.errors.isEmpty()
                ? new Read(logic, List.of())
                : new Read(NOTHING, List.copyOf(definition.errors));
    }

    private RuleLogic logic(@Nullable String text) {
        if (text == null) {
            refuse("required", "a Sigma rule needs its document");
            return NOTHING;
        }
        SigmaUnit.Read read = SigmaUnit.read("sigma", text);
        read.problems().forEach(this::refuse);
        SigmaUnit unit = read.unit();
        if (unit == null) {
            return NOTHING;
        }
        return unit.top() instanceof SigmaRule
                ? condition(unit.collection().rules().getFirst())
                : correlation(unit);
    }

    private RuleLogic condition(SigmaRule rule) {
        Condition condition = mapped(rule);
        return new SigmaLogic(ConditionQueries.superset(condition), condition);
    }

    private Condition mapped(SigmaRule rule) {
        Mapped mapped = EVENTS.apply(rule);
        if (mapped.isRejected()) {
            refuse("logsource", String.join("; ", mapped.notes()));
        }
        return mapped.condition();
    }

    private RuleLogic correlation(SigmaUnit unit) {
        CorrelationPlan plan;
        try {
            plan = SigmaCorrelations.plan(unit.collection());
        } catch (InvalidCorrelationException e) {
            refuse("correlation", String.valueOf(e.getMessage()));
            return NOTHING;
        }
        plan.correlations().forEach(this::requireBounded);
        List<BaseRule> bases = unit.collection().rules().stream()
                .map(rule -> new BaseRule(rule.id(), mapped(rule), paths(rule, plan)))
                .toList();
        List<Query> queries = bases.stream()
                .map(base -> ConditionQueries.superset(base.condition()))
                .toList();
        return new CorrelationLogic(Query.or(queries), bases, plan, unit.top().id());
    }

    private static Map<String, List<String>> paths(SigmaRule rule, CorrelationPlan plan) {
        Map<String, List<String>> paths = new HashMap<>();
        plan.fieldsOf(rule.id()).forEach(field -> paths.put(field, EVENTS.paths(rule, field)));
        return paths;
    }

    /** What a group remembers must end some day, and must fit. */
    private void requireBounded(Correlation correlation) {
        if (correlation.rule().timespan().compareTo(LONGEST_TIMESPAN) > 0) {
            refuse("range", "a timespan is at most " + LONGEST_TIMESPAN.toDays() + "d");
        }
        if (correlation.leastHits() > RuleCompiler.MAX_THRESHOLD) {
            refuse("range", "a condition asks for at most " + RuleCompiler.MAX_THRESHOLD);
        }
    }

    private void refuse(SigmaProblem problem) {
        refuse(problem.code(), "line " + problem.line() + ", column " + problem.column() + ": " + problem.message());
    }

    private void refuse(String code, String message) {
        errors.add(new RuleError(POINTER, code, message));
    }
}
