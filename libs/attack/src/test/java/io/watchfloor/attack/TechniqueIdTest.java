package io.watchfloor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TechniqueIdTest {
    @Test
    void aSubTechniqueKnowsItsTechniqueAndItsPage() {
        TechniqueId id = TechniqueId.parse("t1110.001").orElseThrow();
        assertThat(id).isEqualTo(new TechniqueId("T1110.001")).hasToString("T1110.001");
        assertThat(id.isSubTechnique()).isTrue();
        assertThat(id.technique()).isEqualTo(new TechniqueId("T1110"));
        assertThat(id.technique().technique()).isEqualTo(id.technique());
        assertThat(id.url()).isEqualTo("https://attack.mitre.org/techniques/T1110/001");
        assertThat(id.technique().url()).isEqualTo("https://attack.mitre.org/techniques/T1110");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "T",
                "T111",
                "T11100",
                "TA0006",
                "T1110.01",
                "T1110.0001",
                "T1110-001",
                "T１１１０",
                "X1110",
                " T1110"
            })
    void otherTextIsNoId(String text) {
        assertThat(TechniqueId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TechniqueId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
