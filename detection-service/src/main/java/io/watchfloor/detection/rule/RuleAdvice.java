package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What an author should know of a rule that is valid. An interface, since what is known is a feature that knows rules. */
public interface RuleAdvice {
    /** Why the rule may not do what its author expects; none when nothing is known. */
    Uni<List<String>> warnings(Rule rule);
}
