package io.watchfloor.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\"=1",
                "'=1",
                " =1",
                "\u00a0=1",
                "\ufeff=1",
                "\"\" =cmd|' /C calc'!A0",
                "\uff1d1"
            })
    void whatBeginsAsAFormulaIsAText(String text) {
        assertThat(Formulas.disarmed(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "10.0.0.1", "\"a\"", "2026-01-31T10:15:30Z", " ", "a-b", "C:\\x"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Formulas.disarmed(text)).isEqualTo(text);
    }
}
