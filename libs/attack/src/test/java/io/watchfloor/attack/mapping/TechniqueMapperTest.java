package io.watchfloor.attack.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.attack.TechniqueId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TechniqueMapperTest {
    private final TechniqueMapper mapper = TechniqueMapper.bundled();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The intruder dumped the memory of lsass.exe to read passwords | T1003.001
            Files on all shares were encrypted and a ransom note was left | T1486
            It takes pictures of the desktop every ten seconds | T1113
            A scheduled task starts the implant each morning | T1053.005
            """)
    void aDescriptionIsMapped(String description, String technique) {
        assertThat(ids(mapper.map(description, List.of(), MappingOptions.best(3))))
                .contains(technique);
    }

    @Test
    void indicatorsAloneAreMapped() {
        List<String> indicators =
                List.of("schtasks /create /sc onlogon /tn Updater /tr C:\\Users\\Public\\u.exe", "10.1.2.3");
        MappedTechnique first =
                mapper.map("", indicators, MappingOptions.best(1)).techniques().getFirst();
        assertThat(first.id()).isEqualTo(new TechniqueId("T1053.005"));
        assertThat(first.matchedOn()).containsExactly(new MatchedOn.Indicator(0));
        assertThat(first.url()).isEqualTo("https://attack.mitre.org/techniques/T1053/005");
        assertThat(first.name()).isEqualTo("Scheduled Task");
    }

    @Test
    void anIndicatorBehindABlankOneKeepsItsPlace() {
        MappedTechnique first = mapper.map(
                        "", List.of(" ", "schtasks /create /sc onlogon /tn Updater"), MappingOptions.best(1))
                .techniques()
                .getFirst();
        assertThat(first.matchedOn()).containsExactly(new MatchedOn.Indicator(1));
    }

    @Test
    void theSentenceThatSpeaksForATechniqueIsNamed() {
        String noise = "We looked at the machine on Monday.";
        String telling = "It logs the keystrokes of the user.";
        MappedTechnique first = mapper.map(noise + " " + telling, List.of(), MappingOptions.best(1))
                .techniques()
                .getFirst();
        assertThat(first.id()).isEqualTo(new TechniqueId("T1056.001"));
        assertThat(first.matchedOn())
                .containsExactly(new MatchedOn.Sentence(noise.length() + 1, noise.length() + 1 + telling.length()));
    }

    @Test
    void theSameInputGivesTheSameAnswer() {
        List<String> indicators = List.of("powershell -enc SQBFAFgA");
        MappedTechniques once = mapper.map("An encoded command ran.", indicators, MappingOptions.best(15));
        assertThat(once.techniques()).hasSize(15);
        assertThat(mapper.map("An encoded command ran.", indicators, MappingOptions.best(15)))
                .isEqualTo(once);
    }

    @Test
    void anIdInTheTextIsBelieved() {
        MappedTechnique first = mapper.map("Seen before as T1110/003, they say.", List.of(), MappingOptions.best(5))
                .techniques()
                .getFirst();
        assertThat(first.id()).isEqualTo(new TechniqueId("T1110.003"));
        assertThat(first.confidence()).isEqualTo(0.95);
        assertThat(first.matchedOn())
                .containsExactly(new MatchedOn.NamedId(new TechniqueId("T1110.003"), null, 15, 24));
    }

    @Test
    void anIdOfAnotherVersionIsResolvedAndAnUnknownOneIsNamed() {
        MappedTechniques mapped =
                mapper.map("attack.t1002", List.of("T1685.001 and T9999"), new MappingOptions(5, 0.9));
        assertThat(ids(mapped)).containsExactlyInAnyOrder("T1560", "T1562.002");
        assertThat(mapped.unknownIds()).containsExactly(new TechniqueId("T9999"));
    }

    @ParameterizedTest
    @CsvSource({"XT1110", "T11105", "T1110_x", "t1110", "TA0006"})
    void partsOfWordsAreNoIds(String text) {
        MappedTechniques mapped = mapper.map(text, List.of(), new MappingOptions(5, 0.94));
        assertThat(mapped.techniques()).isEmpty();
        assertThat(mapped.unknownIds()).isEmpty();
    }

    @Test
    void whatSpeaksOfNothingIsNotMapped() {
        assertThat(mapper.map("", List.of(), MappingOptions.best(5)).techniques())
                .isEmpty();
        assertThat(mapper.map(" \n", List.of(" "), MappingOptions.best(5)).techniques())
                .isEmpty();
        assertThat(mapper.map("The company was founded in Oslo.", List.of(), MappingOptions.standard())
                        .techniques())
                .isEmpty();
    }

    @Test
    void aLongReportHasTheTechniquesOfItsSentences() {
        String report = "The company was founded in Oslo. ".repeat(20)
                + "It logs the keystrokes of the user. "
                + "The year was a good one for all. ".repeat(20)
                + "Files on all shares were encrypted and a ransom note was left.";
        assertThat(ids(mapper.map(report, List.of(), new MappingOptions(5, 0.3))))
                .contains("T1056.001", "T1486");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new MappingOptions(0, 0)).hasMessageContaining("limit");
        assertThatThrownBy(() -> new MappingOptions(101, 0)).hasMessageContaining("limit");
        assertThatThrownBy(() -> new MappingOptions(5, 1.1)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> new MappingOptions(5, Double.NaN)).hasMessageContaining("threshold");
    }

    private static List<String> ids(MappedTechniques mapped) {
        return mapped.techniques().stream().map(each -> each.id().value()).toList();
    }
}
