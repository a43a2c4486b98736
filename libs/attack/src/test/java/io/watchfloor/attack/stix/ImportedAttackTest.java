package io.watchfloor.attack.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.mapping.TechniqueMapper;
import io.watchfloor.attack.quote.Quote;
import io.watchfloor.attack.quote.QuoteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedAttackTest {
    private static final String PATTERN = "attack-pattern--";

    @Test
    void techniquesHaveTheTacticsOfTheirPhasesInTheOrderOfTheMatrix() throws IOException {
        Bundle bundle = Bundle.withTactics();
        bundle.technique("T1110", "Guessing", "They guess.", "credential-access", "execution");
        AttackCatalogue catalogue = bundle.read().catalogue();
        assertThat(catalogue.version()).isEqualTo("77.1");
        assertThat(catalogue.tactics())
                .containsExactly(
                        new Tactic("TA0002", "execution", "Execution", 0),
                        new Tactic("TA0006", "credential-access", "Credential Access", 1));
        assertThat(catalogue.technique(new TechniqueId("T1110")))
                .contains(new Technique(
                        new TechniqueId("T1110"), "Guessing", catalogue.tactics(), TechniqueStatus.ACTIVE, null));
    }

    @Test
    void aRevokedTechniqueResolvesThroughTheChainAndOneWithoutSuccessorIsWithdrawn() throws IOException {
        Bundle bundle = Bundle.withTactics();
        bundle.technique("T2001", "First", "One.", "gone").put("revoked", true);
        bundle.technique("T2002", "Second", "Two.", "execution").put("revoked", true);
        bundle.technique("T2003", "Third", "Three.", "execution");
        bundle.technique("T2004", "Lost", "Four.", "execution").put("revoked", true);
        bundle.technique("T2005", "Old", "Five.", "execution").put("x_mitre_deprecated", true);
        bundle.relation("revoked-by", PATTERN + "T2001", PATTERN + "T2002", "");
        bundle.relation("revoked-by", PATTERN + "T2002", PATTERN + "T2003", "");
        AttackCatalogue catalogue = bundle.read().catalogue();
        assertThat(catalogue.resolve(new TechniqueId("T2001")))
                .map(Technique::id)
                .contains(new TechniqueId("T2003"));
        assertThat(status(catalogue, "T2001")).isEqualTo(TechniqueStatus.REVOKED);
        assertThat(status(catalogue, "T2004")).isEqualTo(TechniqueStatus.DEPRECATED);
        assertThat(status(catalogue, "T2005")).isEqualTo(TechniqueStatus.DEPRECATED);
    }

    @Test
    void whatTheModelKnowsIsAnsweredAsTheNewerVersionHasIt() throws IOException {
        Bundle bundle = Bundle.withTactics();
        bundle.technique("T1056.001", "Keylogging", "Old.", "credential-access").put("revoked", true);
        bundle.technique("T2056", "Listening to keys", "New.", "credential-access");
        bundle.technique("T1486", "Withdrawn", "Old.", "execution").put("x_mitre_deprecated", true);
        bundle.relation("revoked-by", PATTERN + "T1056.001", PATTERN + "T2056", "");
        TechniqueMapper mapper = TechniqueMapper.bundled().with(bundle.read().catalogue());
        MappedTechnique first = mapper.map("It logs the keystrokes of the user.", List.of(), MappingOptions.best(100))
                .techniques()
                .getFirst();
        assertThat(first.id()).isEqualTo(new TechniqueId("T2056"));
        assertThat(first.name()).isEqualTo("Listening to keys");
        assertThat(mapper.map("Files were encrypted for ransom.", List.of(), MappingOptions.best(100))
                        .techniques())
                .extracting(MappedTechnique::id)
                .doesNotContain(new TechniqueId("T1486"));
    }

    @Test
    void idsOfTheNextVersionAreFoundInAnOlderBundleAndNewOnesInTheirOwn() throws IOException {
        Bundle older = Bundle.withTactics();
        older.technique("T1562.002", "Logging off", "Old.", "execution");
        assertThat(older.read().catalogue().inThisVersion(new TechniqueId("T1685.001")))
                .map(Technique::name)
                .contains("Logging off");
        Bundle newer = Bundle.withTactics();
        newer.technique("T1562.002", "Logging off", "Old.", "execution");
        newer.technique("T1685.001", "Logs silenced", "New.", "execution");
        TechniqueMapper mapper = TechniqueMapper.bundled().with(newer.read().catalogue());
        assertThat(mapper.map("T1685.001", List.of(), new MappingOptions(5, 0.9))
                        .techniques())
                .extracting(MappedTechnique::name)
                .containsExactly("Logs silenced");
    }

    @Test
    void theNearestSentenceIsQuotedWithItsSource() throws IOException {
        Bundle bundle = keylogging();
        assertThat(quote(bundle, "A driver logs the keystrokes of every user before the logon screen."))
                .satisfies(quote -> {
                    assertThat(quote.text())
                            .isEqualTo("Grey Heron put a driver before the logon screen, e.g. on kiosks.");
                    assertThat(quote.source())
                            .isEqualTo(new QuoteSource(
                                    QuoteSource.Kind.PROCEDURE,
                                    "G9001",
                                    "Grey Heron",
                                    "https://attack.mitre.org/x/G9001"));
                    assertThat(quote.similarity()).isBetween(0.2, 0.9);
                });
        assertThat(quote(bundle, "A hook keeps whatever is typed into a form, keystroke by keystroke.")
                        .source())
                .isEqualTo(new QuoteSource(
                        QuoteSource.Kind.DESCRIPTION,
                        "T1056.001",
                        "Keylogging",
                        "https://attack.mitre.org/techniques/T1056/001"));
    }

    @Test
    void aTechniqueOfWhichNothingIsNearHasTheBeginningOfItsDescription() throws IOException {
        Quote quote = quote(keylogging(), "T1056.001");
        assertThat(quote.text()).isEqualTo("Whoever hooks the keyboard has what is typed.");
        assertThat(quote.similarity()).isZero();
    }

    @Test
    void thingsWithdrawnAreNotQuotedAndTheYearIsThatOfTheBundle() throws IOException {
        Bundle bundle = keylogging();
        ImportedAttack imported = bundle.read();
        // Two of the description, one of the group; none of the group and the relationship that were withdrawn.
        assertThat(imported.quotes().size()).isEqualTo(3);
        assertThat(imported.copyright()).startsWith("© 2031 The MITRE Corporation.");
    }

    @Test
    void theLaterVersionOfAnObjectCountsAndOtherDomainsDoNot() throws IOException {
        Bundle bundle = Bundle.withTactics();
        bundle.technique("T2001", "Newer", "One.", "execution").put("modified", "2030-01-02T00:00:00.000Z");
        bundle.technique("T2001", "Older", "One.", "execution").put("modified", "2030-01-01T00:00:00.000Z");
        bundle.technique("T2002", "Phone", "Two.", "execution")
                .putArray("x_mitre_domains")
                .add("mobile-attack");
        AttackCatalogue catalogue = bundle.read().catalogue();
        assertThat(catalogue.techniques()).extracting(Technique::name).containsExactly("Newer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            [] | a bundle is a JSON object (line 1, column
            {"type": "bundle"} | a bundle has a type and objects
            {"type": "indicator", "objects": []} | type is not bundle (line 1, column
            {"type": "bundle", "objects": {}} | objects is no array
            {"type": "bundle", "objects": [7]} | objects[0] is no object
            {"type": "bundle", "objects": []} | no technique
            {"type": "bundle", "objects": [{}]} | objects[0] (line 1, column 32): an object has a type
            {"type": "bundle", "objects": [{"type": "attack-pattern"}]} | has an id
            {"type": "bundle", "objects": [{"type": "tool", "id": "t--1", "name": 7}]} | objects[0].name (line 1, column
            {"type": "bundle", "objects": [{"type": "tool", "id": "t--1", "revoked": "yes"}]} | objects[0].revoked
            {"type": "bundle", "objects": [{"kill_chain_phases": [{"phase_name": {}}]}]} | objects[0].kill_chain_phases[0].phase_name
            {"type": "bundle", "objects": [{"type": "tool", | objects[0]
            {"type": "bundle", "objects": []} {} | behind the bundle
            """)
    void whatIsNoBundleIsRefusedWithItsPlace(String json, String message) {
        ByteArrayInputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ImportedAttack.read(in))
                .isInstanceOf(StixException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatContradictsItselfIsRefused() {
        Bundle circle = Bundle.withTactics();
        circle.technique("T2001", "First", "One.", "execution").put("revoked", true);
        circle.technique("T2002", "Second", "Two.", "execution").put("revoked", true);
        circle.relation("revoked-by", PATTERN + "T2001", PATTERN + "T2002", "");
        circle.relation("revoked-by", PATTERN + "T2002", PATTERN + "T2001", "");
        assertThatThrownBy(circle::read).hasMessageContaining("revoked-by of T2001");
        Bundle nowhere = Bundle.withTactics();
        nowhere.technique("T2001", "First", "One.", "magic");
        assertThatThrownBy(nowhere::read).hasMessageContaining("T2001").hasMessageContaining("magic");
        Bundle shape = Bundle.withTactics();
        shape.technique("T2001", "First", "One.", "execution").put("x_mitre_is_subtechnique", true);
        assertThatThrownBy(shape::read).hasMessageContaining("x_mitre_is_subtechnique of T2001");
        Bundle odd = Bundle.withTactics();
        odd.technique("X1", "First", "One.", "execution");
        assertThatThrownBy(odd::read).hasMessageContaining("X1");
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        Bundle bundle = Bundle.withTactics();
        bundle.technique("T2001", "First", "a".repeat((1 << 20) + 1), "execution");
        assertThatThrownBy(bundle::read)
                .isInstanceOf(StixException.class)
                .hasMessageContaining("objects[4].description");
    }

    private static Bundle keylogging() {
        Bundle bundle = Bundle.withTactics();
        bundle.technique(
                "T1056.001",
                "Keylogging",
                "Whoever hooks the [keyboard](https://example.org/a_(b)) has what is typed.(Citation: A (B) 2030)\n\n"
                        + "A hook keeps <code>every</code> keystroke in a form (Citation: C).",
                "credential-access");
        bundle.user("intrusion-set", "G9001", "Grey Heron").user("tool", "S9001", "Gone");
        bundle.object("tool", "S9001").put("revoked", true).put("modified", "2031");
        bundle.relation(
                "uses",
                "intrusion-set--G9001",
                PATTERN + "T1056.001",
                "[Grey Heron](https://attack.mitre.org/groups/G9001) put a driver before the logon screen, e.g. on kiosks.(Citation: D)");
        bundle.relation("uses", "tool--S9001", PATTERN + "T1056.001", "Gone logs the keystrokes of the user.");
        bundle.relation("uses", "intrusion-set--G9001", PATTERN + "T1056.001", "It logs keystrokes.")
                .put("id", "relationship--withdrawn")
                .put("x_mitre_deprecated", true);
        return bundle;
    }

    private static Quote quote(Bundle bundle, String description) throws IOException {
        ImportedAttack imported = bundle.read();
        List<MappedTechnique> mapped = TechniqueMapper.bundled()
                .with(imported.catalogue())
                .map(description, List.of(), MappingOptions.best(1))
                .techniques();
        assertThat(mapped).extracting(MappedTechnique::id).containsExactly(new TechniqueId("T1056.001"));
        return imported.quotes().nearest(description, List.of(), mapped).get(new TechniqueId("T1056.001"));
    }

    private static TechniqueStatus status(AttackCatalogue catalogue, String id) {
        return catalogue.technique(new TechniqueId(id)).orElseThrow().status();
    }
}
