package io.watchfloor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.attack.DeclaredRule.Facts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    private static final Facts DECLARED = new Facts(true, false, false, false);
    private static final Facts FED = new Facts(true, true, true, false);
    private static final Facts DISABLED = new Facts(false, true, true, true);

    @ParameterizedTest
    @CsvSource({
        "false, true,  true,  true,  NONE",
        "true,  false, false, false, DECLARED",
        "true,  false, true,  true,  DECLARED",
        "true,  true,  false, false, TESTED",
        "true,  true,  true,  false, FED",
        "true,  true,  false, true,  FIRED",
        "true,  true,  true,  true,  FIRED",
    })
    void eachLevelHoldsThoseBeforeIt(
            boolean enabled, boolean tests, boolean source, boolean fired, CoverageLevel level) {
        assertThat(rule("r", new Facts(enabled, tests, source, fired), "T1110").level())
                .isEqualTo(level);
    }

    @Test
    void subTechniquesCountForTheirTechniqueAndEachRuleOnce() {
        Coverage coverage = coverage(
                rule("a", DECLARED, "T1110", "T1110.001"),
                rule("b", FED, "T1110.001"),
                rule("c", DISABLED, "T1110.003"),
                rule("d", FED, "T1059.001"));
        assertThat(coverage.techniques())
                .extracting(row -> row.technique().id() + " " + row.declared() + "/" + row.proven() + " of "
                        + row.rules().size() + ", direct " + row.direct() + ": " + row.level())
                .containsExactly(
                        "T1059 1/1 of 1, direct 0: FED",
                        "T1059.001 1/1 of 1, direct 1: FED",
                        "T1110 2/1 of 3, direct 1: FED",
                        "T1110.001 2/1 of 2, direct 2: FED",
                        "T1110.003 0/0 of 1, direct 1: NONE");
        assertThat(coverage.attackVersion()).isEqualTo("18.1");
    }

    @Test
    void aRevokedTechniqueCountsAsItsSuccessorAndAnUnknownOneIsNamed() {
        Coverage coverage = coverage(rule("a", DECLARED, "T1002", "T9999"));
        assertThat(coverage.techniques())
                .extracting(row -> row.technique().id().value())
                .containsExactly("T1560");
        assertThat(coverage.unknown()).containsExactly(new TechniqueId("T9999"));
    }

    @Test
    void aTacticSaysHowManyOfItsTechniquesAreCovered() {
        Coverage coverage =
                coverage(rule("a", DECLARED, "T1110.001"), rule("b", FED, "T1003"), rule("c", DISABLED, "T1558"));
        assertThat(coverage.tactics()).hasSize(14);
        assertThat(coverage.tactics().get(7)).satisfies(row -> {
            assertThat(row.tactic().shortName()).isEqualTo("credential-access");
            assertThat(row.techniques()).isGreaterThan(50);
            assertThat(row.declared()).isEqualTo(3);
            assertThat(row.proven()).isEqualTo(1);
        });
        assertThat(coverage.tactics().get(13).declared()).isZero();
    }

    static Coverage coverage(DeclaredRule... rules) {
        return Coverage.of(AttackCatalogue.bundled(), List.of(rules));
    }

    static DeclaredRule rule(String name, Facts facts, String... techniques) {
        return new DeclaredRule(
                "id-" + name,
                name,
                Arrays.stream(techniques).map(TechniqueId::new).toList(),
                facts);
    }
}
