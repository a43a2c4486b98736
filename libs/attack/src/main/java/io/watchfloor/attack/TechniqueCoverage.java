package io.watchfloor.attack;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A technique and the rules that say they detect it or one of its sub-techniques; each rule once.
 *
 * @param direct how many rules, enabled or not, name the technique itself
 */
public record TechniqueCoverage(Technique technique, List<DeclaredRule> rules, int direct) {
    public TechniqueCoverage {
        rules = List.copyOf(rules);
    }

    static TechniqueCoverage of(Technique technique, Collection<DeclaredRule> rules, int direct) {
        return new TechniqueCoverage(technique, List.copyOf(rules), direct);
    }

    /** The level of the best rule. */
    public CoverageLevel level() {
        return rules.stream()
                .map(DeclaredRule::level)
                .max(Comparator.naturalOrder())
                .orElse(CoverageLevel.NONE);
    }

    /** Enabled rules. */
    public int declared() {
        return (int) rules.stream().filter(rule -> rule.facts().enabled()).count();
    }

    /** Enabled rules whose level is proven. */
    public int proven() {
        return (int) rules.stream().filter(rule -> rule.level().isProven()).count();
    }
}
