package io.watchfloor.detection.rule;

import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.rules.match.RuleError;
import java.util.List;

/**
 * A rule that is there already.
 *
 * @param seen whether the caller may see it
 */
public record KnownRule(Rule rule, boolean seen) {
    /** Why the caller may not change it by an import. */
    List<RuleError> objections(Caller caller) {
        if (!seen) {
            return List.of(new RuleError("/id", "id_taken", "the id is another rule's"));
        }
        if (!SigmaText.isSigma(rule.spec())) {
            return List.of(new RuleError(
                    "/id", "id_taken", "the id is that of a " + rule.spec().ruleType() + " rule"));
        }
        boolean guarded = rule.spec().sharingMode() != null && !rule.isOwnedBy(caller) && !caller.hasRole(Roles.ADMIN);
        return guarded
                ? List.of(new RuleError("/id", "forbidden", "only the rule's owner or an administrator may change it"))
                : List.of();
    }
}
