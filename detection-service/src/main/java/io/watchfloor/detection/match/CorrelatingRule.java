package io.watchfloor.detection.match;

import io.watchfloor.detection.rule.Rule;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.PlanBytes;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A correlation in a form that can travel with its hits: another instance may not know the rule's version yet.
 *
 * @param plan as {@link PlanBytes}
 * @param top which correlation of the plan fires
 * @param groupFields what events call the values of its groups
 */
public record CorrelatingRule(FiringRule rule, byte[] plan, String top, List<String> groupFields) {
    public CorrelatingRule {
        groupFields = List.copyOf(groupFields);
    }

    public static CorrelatingRule of(Rule rule, Correlating logic) {
        return new CorrelatingRule(
                FiringRule.of(rule), PlanBytes.write(logic.plan()), logic.top(), logic.groupFields());
    }

    public CorrelationPlan readPlan() {
        return PlanBytes.read(plan);
    }

    /** The group of a match of the rule that fires. */
    public GroupKey key(CorrelationPlan known, String group) {
        Map<String, String> named = new LinkedHashMap<>();
        known.correlations().stream()
                .filter(correlation -> correlation.rule().id().equals(top))
                .findFirst()
                .ifPresent(correlation -> {
                    List<String> values = new ArrayList<>(
                            correlation.rule().grouping().values(group).values());
                    for (int i = 0; i < Math.min(values.size(), groupFields.size()); i++) {
                        named.put(groupFields.get(i), values.get(i));
                    }
                });
        return new GroupKey(named);
    }
}
