package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, it is read or its problems are told; more: {@code -Dwatchfloor.seeds=N}. */
class SigmaFuzzTest {
    private static final String SAMPLE = """
            action: global
            title: Sample
            ---
            id: 1
            name: base
            level: high
            tags: [attack.t1059]
            related: [{id: a, type: derived}]
            logsource: {product: windows, category: process_creation}
            detection:
              s: &s
                A|contains|windash|all: ['-a\\*', "\\u00e9?"]
                B|re|i|m: '(?<x>a$|[\\]\\w-]{2,1001}+?)\\Z(?i:\\e)(?#b)\\Qc\\E{3}'
                C|cidr: 10.0.0.0/8
                D|wide|base64offset|contains: abc
                E|gte: 1.5e3
                F|exists: yes
                G|fieldref|startswith: A
                H|expand: '%x%\\%'
                I: [1, null, '', true]
              k: [word, 'w*d', {'|all': [x, y]}]
              t_1: {<<: *s, T|hour: 3}
              condition: (s or not 1 of t_*) and all of k and 2 of them
            test: {match: [{A: 1, B: [a, null]}], no_match: [{C: 1.5}]}
            ---
            correlation:
              type: temporal
              rules: [base, other]
              group-by: User
              timespan: 5m
              aliases: {u: {base: User, other: Name}}
              condition: base and not other
            test: {match: [{events: [{at: 5s, rule: base, event: {A: 1}}]}]}
            ---
            logsource: {product: windows}
            filter: {rules: any, s: {A: 1}, condition: not s}
            """;

    private static final String PIECES = "\\\\\\|*?'\"{}[]()<>&%$#:,-!~ \n\t0a9\u00e9\u2013\uD83D\uDE00=^+";

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("watchfloor.seeds", 300));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        Placeholders placeholders = new Placeholders(Map.of("x", List.of("a*", "b")));
        for (int i = 0; i < 20; i++) {
            StringBuilder text = new StringBuilder(SAMPLE);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                edit(text, random);
            }
            SigmaFile file = SigmaParser.parse("fuzz.yml", text.toString(), placeholders);
            assertThat(file.documents().isEmpty())
                    .as(text.toString())
                    .isNotEqualTo(file.problems().isEmpty());
            assertThat(file.problems())
                    .allSatisfy(problem -> assertThat(problem.line()).isPositive());
            assertThat(SigmaCollection.of(List.of(file)).problems()).containsAll(file.problems());
        }
    }

    private static void edit(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(random.nextInt(4) == 0 ? 40 : 3));
        switch (random.nextInt(3)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
            default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        }
    }
}
