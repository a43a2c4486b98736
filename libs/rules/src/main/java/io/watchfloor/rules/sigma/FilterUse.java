package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds filters to the conditions of the rules that they apply to. */
final class FilterUse {
    private final List<SigmaFilter> filters;
    private final References references;
    private final List<SigmaFilter> ofAll = new ArrayList<>();
    private final Map<String, List<SigmaFilter>> byReference = new HashMap<>();

    FilterUse(List<SigmaFilter> filters, References references) {
        this.filters = filters;
        this.references = references;
        for (SigmaFilter filter : filters) {
            if (filter.rules().isEmpty()) {
                ofAll.add(filter);
            }
            filter.rules()
                    .forEach(rule -> byReference
                            .computeIfAbsent(rule, ignored -> new ArrayList<>())
                            .add(filter));
        }
    }

    SigmaRule filtered(SigmaRule rule) {
        List<SigmaFilter> candidates = new ArrayList<>(ofAll);
        candidates.addAll(byReference.getOrDefault(rule.id(), List.of()));
        String name = rule.header().name();
        candidates.addAll(name == null ? List.of() : byReference.getOrDefault(name, List.of()));
        List<Condition> parts = new ArrayList<>(List.of(rule.condition()));
        candidates.stream()
                .distinct()
                .filter(filter -> filter.appliesTo(rule))
                .forEach(filter -> parts.add(filter.condition()));
        return parts.size() == 1 ? rule : rule.withCondition(Condition.all(parts));
    }

    /** References of filters that lead to no rule, or to one of another log source. */
    List<SigmaProblem> problems() {
        List<SigmaProblem> problems = new ArrayList<>();
        for (SigmaFilter filter : filters) {
            for (String reference : filter.rules()) {
                SigmaDocument found = references.find(filter, reference);
                if (!(found instanceof SigmaRule) && !references.isAmbiguous(filter, reference)) {
                    problems.add(SigmaCollection.problem(filter, "reference", "there is no rule " + reference));
                } else if (found instanceof SigmaRule rule
                        && !filter.logSource().covers(rule.logSource())) {
                    String message = "the rule " + reference + " is about another log source than the filter";
                    problems.add(SigmaCollection.problem(filter, "reference", message));
                }
            }
        }
        return problems;
    }
}
