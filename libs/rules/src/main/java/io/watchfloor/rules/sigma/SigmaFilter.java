package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import java.util.List;

/**
 * A condition that is added to rules: a rule that it applies to matches an event only if the filter's condition is true of it, too, so that a
 * filter usually says {@code not selection}. Source: Sigma filters specification 2.1.0.
 *
 * @param logSource the filter applies to rules whose log source has everything that this one names
 * @param rules ids or names of the rules that it applies to; empty means all
 */
public record SigmaFilter(
        SigmaHeader header, LogSource logSource, List<String> rules, Condition condition, SigmaSource source)
        implements SigmaDocument {
    public SigmaFilter {
        rules = List.copyOf(rules);
    }

    /** Whether it applies to the rule. */
    public boolean appliesTo(SigmaRule rule) {
        String name = rule.header().name();
        boolean named = rules.isEmpty() || rules.contains(rule.id()) || (name != null && rules.contains(name));
        return named && logSource.covers(rule.logSource());
    }
}
