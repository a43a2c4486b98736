package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTestTest {

    /** Hands out the one test that a query asks of its field. */
    private static final class Asked implements Table {
        private ColumnTest test;

        @Override
        public int rows() {
            return 1;
        }

        @Override
        public Set<String> fields() {
            return Set.of("f", "message");
        }

        @Override
        public void select(String field, ColumnTest asked, long[] into) {
            test = asked;
        }
    }

    private static ColumnTest asked(String query) {
        Asked table = new Asked();
        assertThat(CompiledQuery.of(QueryParser.parse(query)).select(table)).containsExactly(0);
        return table.test;
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "f:Bob-7 => bob-7",
                "f:mimikatz => atz",
                "f:\"Failed password\" => led pa",
                "message:\"Failed, PASSWORD\" => word",
                "message:\"--\" => --",
                "f:C\\:\\\\Tool* => c:\\tool",
                "f:a*bcd?ef => bcd",
                "f:Straße => tra",
                "f:4625 => 4625",
                "f:10.0.0.1 => ''",
                "f:\"10.0.0.1\" => 10.0.0.1",
                "f:fe80\\:\\:1 => ''",
                "f:10.0.0.0/8 => ''",
                "f:>5 => ''",
                "f:iks => ''",
                "f:aib => ''",
                "f:/.*\\.top(x|y)+.*/ => .top",
                "f:/abc|def/ => abc/def",
                "f:/.*\\.(top|xyz)/ => top/xyz",
                "f:/abc|d./ => ''",
                "f:/[a-c]+/ => ''",
                "f:* => ''",
                "mimikatz => atz",
            })
    void stringsThatPassHoldOneOfTheLiterals(String query, String literals) {
        assertThat(asked(query).literals().stream()
                        .map(literal -> new String(literal, StandardCharsets.US_ASCII))
                        .collect(Collectors.joining("/")))
                .isEqualTo(literals);
    }

    @Test
    void noCharacterFoldsToThoseOfLiteralsFromOutsideOfAscii() {
        assertThat(IntStream.rangeClosed(128, Character.MAX_CODE_POINT)
                        .map(Fold::fold)
                        .filter(folded -> folded < 128)
                        .distinct())
                .containsExactlyInAnyOrder((int) 'i', (int) 'k', (int) 's');
    }

    @Test
    void testsSayWhichValuesMayPass() {
        assertThat(asked("f:*").any()).isTrue();
        assertThat(asked("f:a").any()).isFalse();
        assertThat(asked("f:a").numbers()).isTrue();
        assertThat(asked("a").numbers()).isFalse();
        assertThat(asked("f:10.0.0.0/8").numbers()).isFalse();
        assertThat(asked("f:[2025-01-01 TO *]").numbers()).isFalse();
        assertThat(asked("4625").number(4625)).isFalse();
        assertThat(asked("f:4625").number(4625.0)).isTrue();
        assertThat(asked("f:true").truth(true)).isTrue();
        assertThat(asked("true").truth(true)).isFalse();
    }
}
