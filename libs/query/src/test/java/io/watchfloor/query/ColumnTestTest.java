package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "10.0.0.1",
            "10.0.0.2",
            "10.0.1.0",
            "10.255.255.255",
            "11.0.0.0",
            "192.0.2.7",
            "255.255.255.255");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f:10.0.0.0/8",
                "f:10.0.0.1/32",
                "f:0.0.0.0/0",
                "f:\"2001:db8::/32\"",
                "f:2001\\:db8\\:\\:/32",
                "f:\\:\\:/0",
                "f:\\:\\:ffff\\:10.0.0.0/104",
                "f:[10.0.0.1 TO 10.0.1.0]",
                "f:{10.0.0.1 TO 10.0.1.0}",
                "f:[10.0.0.2 TO *]",
                "f:[* TO 10.0.0.2}",
                "f:[10.0.0.1 TO 2001\\:db8\\:\\:1]",
            })
    void addressesPassAsTheirTexts(String query) {
        ColumnTest test = asked(query);
        LongPredicate addresses = test.addresses();
        for (String text : ADDRESSES) {
            if (addresses != null) {
                assertThat(addresses.test(Address.ipv4(text, 0, text.length())))
                        .as(text)
                        .isEqualTo(test.text(text));
            }
        }
    }

    @Test
    void networksAndRangesOfAddressesAreAskedInNumbers() {
        assertThat(asked("f:10.0.0.0/8").addresses()).isNotNull();
        assertThat(asked("f:[10.0.0.1 TO 10.0.1.0]").addresses()).isNotNull();
        assertThat(asked("f:[2026-11-20 TO 2026-11-21]").times()).isNotNull();
        assertThat(asked("f:10.*").addresses()).isNull();
        assertThat(asked("f:[5 TO 7]").times()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f:[2026-11-20 TO 2026-11-21]",
                "f:{2026-11-20 TO 2026-11-21}",
                "f:[* TO 2026-11-20T10\\:15\\:30.123Z]",
                "f:{2026-11-20T10\\:15\\:30.123Z TO *]",
                "f:[0000-01-01 TO 9999-12-31]",
            })
    void timesPassAsTheirTexts(String query) {
        ColumnTest test = asked(query);
        LongPredicate times = Objects.requireNonNull(test.times());
        for (String text : List.of(
                "0000-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "2026-11-19T23:59:59.999Z",
                "2026-11-20T00:00:00.000Z",
                "2026-11-20T10:15:30.122Z",
                "2026-11-20T10:15:30.123Z",
                "2026-11-20T10:15:30.124Z",
                "2026-11-20T23:59:59.999Z",
                "2026-11-21T00:00:00.000Z",
                "2026-11-21T23:59:59.999Z",
                "2026-11-22T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z")) {
            assertThat(times.test(Instant.parse(text).toEpochMilli())).as(text).isEqualTo(test.text(text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "f:Bob-7 => Bob-7",
                "f:\"Failed password\" => Failed password",
                "f:10.0.0.1 => 10.0.0.1",
                "f:\\:\\:ffff\\:10.0.0.1 => 10.0.0.1",
                "f:fe80\\:\\:1 => fe80::1",
                "f:4625 => 4625",
                "f:ab* => ",
                "f:/abc/ => ",
                "f:>5 => ",
                "message:abc => ",
                "abc => ",
            })
    void equalityHasOneStringThatPasses(String query, String only) {
        ColumnTest test = asked(query);

        assertThat(test.only()).isEqualTo(only);
        assertThat(only == null || test.text(only.toUpperCase(Locale.ROOT))).isTrue();
    }
}
