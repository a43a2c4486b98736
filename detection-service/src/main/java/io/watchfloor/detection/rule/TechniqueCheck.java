package io.watchfloor.detection.rule;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.rules.match.RuleError;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses techniques that ATT&amp;CK does not have. Revoked and deprecated ones may be named: rules live longer than
 * versions of ATT&amp;CK. Stored rules are not checked again, so that a new catalogue never stops a rule.
 */
final class TechniqueCheck {
    private TechniqueCheck() {}

    static List<RuleError> errors(RuleSpec spec) {
        AttackCatalogue catalogue = AttackCatalogue.bundled();
        List<String> techniques = RuleDefaults.orEmpty(spec.mitreTechniques());
        List<RuleError> errors = new ArrayList<>();
        for (int i = 0; i < techniques.size(); i++) {
            String id = techniques.get(i);
            if (TechniqueId.parse(id).flatMap(catalogue::technique).isEmpty()) {
                errors.add(new RuleError(
                        "/mitre_techniques/" + i,
                        "unknown",
                        "ATT&CK Enterprise " + catalogue.version() + " has no technique " + id));
            }
        }
        return errors;
    }
}
