package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.watchfloor.query.Evidence.All;
import io.watchfloor.query.Evidence.Any;
import io.watchfloor.query.Evidence.Exists;
import io.watchfloor.query.Evidence.Literal;
import io.watchfloor.query.Evidence.Unknown;
import io.watchfloor.query.Evidence.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random cases are made from their own seeds, which a failure prints; {@code -Dwatchfloor.seeds} sets how many. */
class EvidenceTest {
    private static final Instant NOW = Instant.parse("2025-01-31T11:00:00Z");

    @Test
    void everyEventThatMatchesShowsIt() {
        long seeds = Long.getLong("watchfloor.seeds", 8_000);
        int matched = 0;
        int passedOver = 0;
        for (long seed = 0; seed < seeds; seed++) {
            QueryGenerator generator = QueryGenerator.tricky(seed);
            Query query = seed % 2 == 0 ? generator.query() : generator.clause();
            CompiledQuery compiled = CompiledQuery.of(query, NOW);
            Evidence evidence = Evidence.of(query, NOW);
            for (int i = 0; i < 10; i++) {
                Map<String, Object> event = generator.event();
                boolean matches = compiled.matches(Document.of(event));
                boolean shown = new EvidenceShown(event).of(evidence);
                matched += matches ? 1 : 0;
                passedOver += shown ? 0 : 1;
                assertThat(shown || !matches)
                        .as("seed %d: %s on %s needs %s", seed, QueryPrinter.print(query), event, evidence)
                        .isTrue();
            }
        }
        assertThat(matched).isGreaterThan((int) seeds);
        assertThat(passedOver).isGreaterThan((int) seeds);
    }

    static Stream<Arguments> evidence() {
        Exists f = new Exists(Set.of("f"));
        return Stream.of(
                Arguments.of("f:Bob", all(f, word("bob"))),
                Arguments.of("f:\"C:\\\\Temp\\\\x\"", all(f, word("c"), word("temp"), word("x"), whole("c:\\temp\\x"))),
                Arguments.of("f:\"\u00C9t\u00E9!\"", all(f, word("\u00E9t\u00E9"), whole("\u00E9t\u00E9!"))),
                Arguments.of("message:\"a b\"", all(new Exists(Set.of("message")), word("a"), word("b"))),
                Arguments.of("f:\"--\"", all(f, whole("--"))),
                Arguments.of("f:\"-----\"", all(f, literal("f", "-----"), whole("-----"))),
                Arguments.of("\"-----\"", literal("*", "-----")),
                Arguments.of("f:\"\"", f),
                Arguments.of("f:4625", all(f, any(word("4625"), new Evidence.Number("4625")))),
                Arguments.of(
                        "f:04.50",
                        all(f, any(all(word("04"), word("50"), whole("04.50")), new Evidence.Number("4.5")))),
                Arguments.of("network.bytes:17", new Exists(Set.of("network.bytes"))),
                Arguments.of("network.*:17", new Exists(Set.of("network.*"))),
                Arguments.of("f:x:17", all(f, word("x"), word("17"), whole("x:17"))),
                Arguments.of("f:9007199254740993", f),
                Arguments.of("f:true", f),
                Arguments.of("message:true", new Exists(Set.of("message"))),
                Arguments.of("message:4625", new Exists(Set.of("message"))),
                Arguments.of("4625", word("4625")),
                Arguments.of("true", word("true")),
                Arguments.of("10.0.0.1", all(word("10"), word("0"), word("1"), quad("10", "0", "0", "1"))),
                Arguments.of(
                        "\"1 2/003-4 5\"",
                        all(
                                word("1"),
                                word("2"),
                                word("003"),
                                word("4"),
                                word("5"),
                                quad("1", "2", "003", "4"),
                                quad("2", "003", "4", "5"))),
                Arguments.of("1.2.3.4567", all(word("1"), word("2"), word("3"), word("4567"))),
                Arguments.of("\"Failed password\"", all(word("failed"), word("password"))),
                Arguments.of("f:10.0.0.1", all(f, address("f", "10.0.0.1/32"))),
                Arguments.of(
                        "f:\"::ffff:10.0.0.1\" AND f:a",
                        all(
                                f,
                                address("f", "10.0.0.1/32"),
                                word("ffff"),
                                word("10"),
                                word("0"),
                                word("1"),
                                quad("10", "0", "0", "1"),
                                word("a"))),
                Arguments.of("n:fe80::1", all(new Exists(Set.of("n")), address("n", "fe80::1/128"))),
                Arguments.of("f:10.0.0.0/8", all(f, address("f", "10.0.0.0/8"))),
                Arguments.of("10.0.0.0/8", address("*", "10.0.0.0/8")),
                Arguments.of("f:[10.0.0.7 TO 10.0.0.200]", all(f, address("f", "10.0.0.0/24"))),
                Arguments.of("f:[2001:db8:: TO 2001:db8::ffff]", all(f, address("f", "2001:db8::/112"))),
                Arguments.of("f:>=10.0.0.7", f),
                Arguments.of("f:[10.0.0.7 TO ::1]", f),
                Arguments.of("f:>5", f),
                Arguments.of("f:>now-1h", f),
                Arguments.of("f:*", f));
    }

    static Stream<Arguments> evidenceOfPatterns() {
        Exists f = new Exists(Set.of("f"));
        return Stream.of(
                Arguments.of("f:ab*", f),
                Arguments.of("f:462*", f),
                Arguments.of("f:Temp*", all(f, literal("f", "temp"))),
                Arguments.of("f:C\\:\\\\Te*", all(f, word("c"), literal("f", "c:\\te"))),
                Arguments.of(
                        "f:*\\\\mimi\u212Aatz.exe",
                        all(f, word("mimikatz"), word("exe"), literal("f", "\\mimikatz.exe"))),
                Arguments.of("f:*rue", f),
                Arguments.of("*rue", new Unknown()),
                Arguments.of("*true", literal("*", "true")),
                Arguments.of("f:a?bcde*", all(f, literal("f", "bcde"))),
                Arguments.of("f:/.*\\.php/", all(f, literal("f", ".php"))),
                Arguments.of("f:/(abcd|efgh).*/", all(f, any(literal("f", "abcd"), literal("f", "efgh")))),
                Arguments.of("f:/(abcd|ef).*/", f),
                Arguments.of("f:/4625/", f),
                Arguments.of("f:/ärger.*/", all(f, literal("f", "rger"))));
    }

    static Stream<Arguments> evidenceOfSeveral() {
        Exists f = new Exists(Set.of("f"));
        return Stream.of(
                Arguments.of("hash:abcd", all(new Exists(Set.of("file.hash.*", "process.hash.*")), word("abcd"))),
                Arguments.of(
                        "a.*:10.0.0.1",
                        all(
                                new Exists(Set.of("a.*")),
                                any(
                                        address("a.*", "10.0.0.1/32"),
                                        all(word("10"), word("0"), word("1"), quad("10", "0", "0", "1"))))),
                Arguments.of("f:a AND NOT f:b", all(f, word("a"))),
                Arguments.of("f:a OR f:b", any(all(f, word("a")), all(f, word("b")))),
                Arguments.of("f:a OR NOT f:b", new Unknown()),
                Arguments.of("f:a OR a*", new Unknown()),
                Arguments.of("a OR (b OR a)", any(word("a"), word("b"))),
                Arguments.of("*", new Unknown()),
                Arguments.of("watchfloor.tenant:acme", new Unknown()),
                Arguments.of("watchfloor.*:acme", new Unknown()),
                Arguments.of("@timestamp:>2025-01-01", new Unknown()));
    }

    @ParameterizedTest
    @MethodSource({"evidence", "evidenceOfPatterns", "evidenceOfSeveral"})
    void clausesSayWhatMatchingEventsShow(String query, Evidence expected) {
        assertThat(Evidence.of(QueryParser.parse(query), NOW)).isEqualTo(expected);
    }

    @Test
    void halfACharacterIsNoEvidence() {
        assertThat(Evidence.of(new Query.Prefix("f", "x abcd\uD835"), null))
                .isEqualTo(all(new Exists(Set.of("f")), word("x"), literal("f", "x abcd")));
        assertThat(Evidence.of(new Query.Phrase("f", "\uDC00---\uD835-----"), null))
                .isEqualTo(all(new Exists(Set.of("f")), literal("f", "-----")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4625", "4625.0", "4.625e3", "4625.00000000000000000001"})
    void equalNumbersShowTheSame(String spelling) {
        assertThat(Evidence.Number.of(new BigDecimal(spelling))).isEqualTo(new Evidence.Number("4625"));
        assertThat(Evidence.Number.of(Double.valueOf(spelling))).isEqualTo(new Evidence.Number("4625"));
        assertThat(Evidence.Number.of(4625)).isEqualTo(new Evidence.Number("4625"));
    }

    @Test
    void numbersThatDoublesDoNotTellApartShowTheSame() {
        assertThat(Evidence.Number.of(9007199254740993L))
                .isEqualTo(Evidence.Number.of(9007199254740992.0))
                .isEqualTo(Evidence.Number.of(new BigInteger("9007199254740993")));
        assertThat(Evidence.Number.of(-0.0)).isEqualTo(new Evidence.Number("0"));
        assertThat(Evidence.Number.of(0.10)).isEqualTo(new Evidence.Number("0.1"));
        assertThat(Evidence.Number.of(new BigDecimal("1e400"))).isEqualTo(new Evidence.Number("Infinity"));
    }

    @Test
    void nowIsRefusedWhereItMeansNothing() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> Evidence.of(QueryParser.parse("f:>now-1h"), null));
    }

    private static Evidence all(Evidence... parts) {
        return new All(Arrays.asList(parts));
    }

    private static Evidence any(Evidence... parts) {
        return new Any(List.of(parts));
    }

    private static Evidence word(String token) {
        return new Word(token);
    }

    private static Evidence quad(String... tokens) {
        return new Evidence.Quad(List.of(tokens));
    }

    private static Evidence whole(String text) {
        return new Evidence.Whole(text);
    }

    private static Evidence literal(String field, String text) {
        return new Literal(Set.of(field), text);
    }

    private static Evidence address(String field, String network) {
        return new Evidence.Address(Set.of(field), Objects.requireNonNull(Network.parse(network)));
    }
}
