package io.watchfloor.detection.attack;

import io.watchfloor.attack.Coverage;
import io.watchfloor.attack.Coverage.TacticCoverage;
import io.watchfloor.attack.CoverageLevel;
import io.watchfloor.attack.DeclaredRule;
import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueCoverage;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Coverage as it is answered.
 *
 * @param attackVersion the version of ATT&amp;CK
 * @param unknown technique ids that rules name and this version does not have
 */
@Schema(name = "AttackCoverage")
public record CoverageView(
        String attackVersion, List<TacticView> tactics, List<TechniqueView> techniques, List<String> unknown) {
    /** A tactic: how many active techniques and sub-techniques it has, and how many have an enabled or a proven rule. */
    @Schema(name = "AttackTactic")
    public record TacticView(
            String id, String shortName, String name, String url, int techniques, int declared, int proven) {
        static TacticView of(TacticCoverage row) {
            Tactic tactic = row.tactic();
            return new TacticView(
                    tactic.id(),
                    tactic.shortName(),
                    tactic.name(),
                    tactic.url(),
                    row.techniques(),
                    row.declared(),
                    row.proven());
        }
    }

    /**
     * A technique with the rules of it and of its sub-techniques.
     *
     * @param tactics short names
     * @param level of its best rule
     * @param declared enabled rules
     * @param proven enabled rules whose tests pass and whose source is present, or that have fired
     * @param direct rules that name the technique itself
     */
    @Schema(name = "AttackTechnique")
    public record TechniqueView(
            String techniqueId,
            String name,
            String url,
            List<String> tactics,
            TechniqueStatus status,
            CoverageLevel level,
            int declared,
            int proven,
            int direct,
            List<RuleReference> rules) {
        static TechniqueView of(TechniqueCoverage row) {
            Technique technique = row.technique();
            return new TechniqueView(
                    technique.id().value(),
                    technique.name(),
                    technique.id().url(),
                    technique.tactics().stream().map(Tactic::shortName).toList(),
                    technique.status(),
                    row.level(),
                    row.declared(),
                    row.proven(),
                    row.direct(),
                    row.rules().stream().map(RuleReference::of).toList());
        }
    }

    /** A rule, and how far it is proven that it detects. */
    @Schema(name = "AttackRule")
    public record RuleReference(String ruleId, String name, boolean enabled, CoverageLevel level) {
        static RuleReference of(DeclaredRule rule) {
            return new RuleReference(rule.id(), rule.name(), rule.facts().enabled(), rule.level());
        }
    }

    static CoverageView of(Coverage coverage) {
        return new CoverageView(
                coverage.attackVersion(),
                coverage.tactics().stream().map(TacticView::of).toList(),
                coverage.techniques().stream().map(TechniqueView::of).toList(),
                coverage.unknown().stream().map(TechniqueId::value).toList());
    }

    /** The part of one tactic. */
    CoverageView only(Tactic tactic) {
        return new CoverageView(
                attackVersion,
                tactics.stream().filter(row -> row.id().equals(tactic.id())).toList(),
                techniques.stream()
                        .filter(row -> row.tactics().contains(tactic.shortName()))
                        .toList(),
                unknown);
    }
}
