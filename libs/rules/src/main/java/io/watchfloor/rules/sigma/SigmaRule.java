package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import java.util.List;

/**
 * A rule about single events.
 *
 * @param condition over the rule's own field names; the log source is not part of it
 * @param tests the cases of its {@code test} block
 */
public record SigmaRule(
        SigmaHeader header, LogSource logSource, Condition condition, List<RuleTest> tests, SigmaSource source)
        implements SigmaDocument {
    public SigmaRule {
        tests = List.copyOf(tests);
    }

    /** The same rule with another condition. */
    public SigmaRule withCondition(Condition other) {
        return new SigmaRule(header, logSource, other, tests, source);
    }
}
