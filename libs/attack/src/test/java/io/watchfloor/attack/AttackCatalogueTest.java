package io.watchfloor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackCatalogueTest {
    private final AttackCatalogue catalogue = AttackCatalogue.bundled();

    @Test
    void theBundledCatalogueIsWholeAndOfOneVersion() {
        assertThat(catalogue.version()).isEqualTo("18.1");
        assertThat(catalogue.tactics()).hasSize(14);
        assertThat(catalogue.techniques())
                .filteredOn(each -> each.status() == TechniqueStatus.ACTIVE)
                .hasSize(691);
        assertThat(catalogue.techniques())
                .filteredOn(each -> each.status() == TechniqueStatus.REVOKED)
                .hasSize(132);
        assertThat(catalogue.techniques())
                .filteredOn(each -> each.status() == TechniqueStatus.DEPRECATED)
                .hasSize(12);
        assertThat(catalogue.techniques())
                .filteredOn(each -> each.status() == TechniqueStatus.UPCOMING)
                .hasSize(23);
        assertThat(catalogue.techniques())
                .allSatisfy(each -> assertThat(each.tactics()).isNotEmpty());
    }

    @Test
    void aTechniqueHasItsNameAndTactics() {
        Technique guessing = catalogue.technique(new TechniqueId("T1110.001")).orElseThrow();
        assertThat(guessing.name()).isEqualTo("Password Guessing");
        assertThat(guessing.tactics())
                .containsExactly(new Tactic("TA0006", "credential-access", "Credential Access", 7));
        assertThat(guessing.tactics().getFirst().url()).isEqualTo("https://attack.mitre.org/tactics/TA0006");
        assertThat(catalogue.technique(new TechniqueId("T9999"))).isEmpty();
    }

    @Test
    void aTacticIsFoundByShortNameAndById() {
        assertThat(catalogue.tactic("credential-access")).isPresent().isEqualTo(catalogue.tactic("TA0006"));
        assertThat(catalogue.tactic("credential access")).isEmpty();
    }

    @Test
    void aRevokedTechniqueResolvesToItsSuccessorAndAllOthersToThemselves() {
        assertThat(catalogue.resolve(new TechniqueId("T1002")))
                .map(Technique::id)
                .contains(new TechniqueId("T1560"));
        assertThat(catalogue.techniques()).allSatisfy(each -> {
            Technique resolved = catalogue.resolve(each.id()).orElseThrow();
            assertThat(resolved.status()).isNotEqualTo(TechniqueStatus.REVOKED);
            assertThat(resolved.equals(each)).isEqualTo(each.status() != TechniqueStatus.REVOKED);
        });
        assertThat(catalogue.resolve(new TechniqueId("T9999"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "T1685, T1562.001",
        "T1685.001, T1562.002",
        "T1686, T1562.004",
        "T1686.003, T1562.004",
        "T1687, T1211",
        "T1684.001, T1656",
        "T1002, T1560",
        "T1110.001, T1110.001",
        "T1682, T1682"
    })
    void anIdOfTheNextVersionIsFoundAsThisVersionHasIt(String id, String here) {
        assertThat(catalogue.inThisVersion(new TechniqueId(id)))
                .map(Technique::id)
                .contains(new TechniqueId(here));
    }

    @Test
    void whatIsNoCatalogueIsRefused() {
        assertThatThrownBy(() -> AttackCatalogue.parse(Stream.of("nonsense"))).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> AttackCatalogue.parse(Stream.of("version\t1"))).hasMessageContaining("no techniques");
        assertThatThrownBy(
                        () -> AttackCatalogue.parse(Stream.of("version\t1", "technique\tT0001\tA\tnowhere\tACTIVE\t")))
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> AttackCatalogue.parse(Stream.of(
                        "version\t1", "tactic\tTA1\tsome\tSome", "technique\tT0001\tA\tsome\tREVOKED\tT0002")))
                .hasMessageContaining("T0002");
    }

    @Test
    void theCommittedCatalogueIsTheGeneratedOne() throws IOException {
        Path tables = Path.of(System.getProperty("watchfloor.shared", "../../../shared"), "attack");
        Assumptions.assumeTrue(Files.exists(tables), () -> "skipped: the tables of ATT&CK are not on this machine");
        try (InputStream committed = AttackCatalogue.class.getResourceAsStream("enterprise-attack.tsv")) {
            assertThat(CatalogueGenerator.generate(catalogue.version(), tables))
                    .isEqualTo(new String(committed.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
