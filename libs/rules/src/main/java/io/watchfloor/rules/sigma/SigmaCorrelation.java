package io.watchfloor.rules.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rule about the matches of other rules. Many parameters: they are the specification's keys (Sigma correlation rules specification 2.1.0).
 *
 * @param rules ids or names of rules or correlations, at least one, in the order that {@code temporal_ordered} asks for
 * @param groupBy fields or aliases; empty groups everything together
 * @param timespan at least a second
 * @param aliases by alias and then by the reference of a rule, the field of that rule's events
 * @param generate whether the rules it refers to alert by themselves, too
 */
public record SigmaCorrelation(
        SigmaHeader header,
        CorrelationType type,
        List<String> rules,
        List<String> groupBy,
        Duration timespan,
        Map<String, Map<String, String>> aliases,
        CorrelationCondition condition,
        boolean generate,
        List<CorrelationTest> tests,
        SigmaSource source)
        implements SigmaDocument {
    public SigmaCorrelation {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        aliases = Map.copyOf(aliases);
        tests = List.copyOf(tests);
    }
}
