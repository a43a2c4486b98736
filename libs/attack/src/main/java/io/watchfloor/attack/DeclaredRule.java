package io.watchfloor.attack;

import java.util.List;

/**
 * A detection rule as far as coverage is concerned.
 *
 * @param techniques those its author says that it detects
 */
public record DeclaredRule(String id, String name, List<TechniqueId> techniques, Facts facts) {
    public DeclaredRule {
        techniques = List.copyOf(techniques);
    }

    /**
     * What is known of a rule; what is not known is false.
     *
     * @param testsPass it has tests of its own, and the engine passes them
     * @param sourcePresent events of the kind it looks at arrive
     * @param fired it has matched events in this place
     */
    public record Facts(boolean enabled, boolean testsPass, boolean sourcePresent, boolean fired) {}

    /** The same rule, of which it is known that events of the kind it looks at arrive. */
    public DeclaredRule withSource() {
        return new DeclaredRule(
                id, name, techniques, new Facts(facts.enabled(), facts.testsPass(), true, facts.fired()));
    }

    /** How far it is proven that this rule detects. */
    public CoverageLevel level() {
        if (!facts.enabled()) {
            return CoverageLevel.NONE;
        }
        if (!facts.testsPass()) {
            return CoverageLevel.DECLARED;
        }
        if (facts.fired()) {
            return CoverageLevel.FIRED;
        }
        return facts.sourcePresent() ? CoverageLevel.FED : CoverageLevel.TESTED;
    }
}
