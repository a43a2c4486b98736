package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Severity;
import io.watchfloor.rules.sigma.SigmaDetails.Related;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata, log sources and test events. */
class SigmaHeaderTest {
    private static final String DETECTION = "detection: {s: {A: 1}, condition: s}\n";
    private static final String SOURCE = "logsource: {product: test}\n";

    @Test
    void allMetadataIsRead() {
        SigmaRule rule = parse("""
                title: Odd parent of a shell
                id: 3d2a4e6c-5a63-4c8e-9f0e-0d1a7f4b2c11
                name: odd_parent
                related:
                  - {id: abc, type: derived}
                taxonomy: own
                status: Experimental
                description: |
                  Two
                  lines
                license: MIT
                references:
                  - https://example.org/a
                author: Watchfloor
                date: 2026-01-02
                modified: 2026/02/03
                fields: [A, B]
                falsepositives: Unlikely
                level: HIGH
                tags: [attack.execution, attack.T1059.001, attack.t1059, attack.lateral_movement, attack.g0016, attack.s0154, cve.2026.1, detection.threat-hunting]
                scope: [server]
                custom: {anything: [goes]}
                logsource:
                  Category: ignored
                  category: Process_Creation
                  product: windows
                  service:
                  definition: needs auditing
                """ + DETECTION);
        assertThat(rule.header())
                .isEqualTo(new SigmaHeader(
                        "3d2a4e6c-5a63-4c8e-9f0e-0d1a7f4b2c11",
                        "odd_parent",
                        "Odd parent of a shell",
                        "Two\nlines",
                        "experimental",
                        Severity.HIGH,
                        rule.header().tags(),
                        new SigmaDetails(
                                "Watchfloor",
                                List.of("https://example.org/a"),
                                List.of("Unlikely"),
                                List.of("A", "B"),
                                "2026-01-02",
                                "2026/02/03",
                                List.of(new Related("abc", "derived")),
                                "MIT",
                                "own",
                                List.of("server"))));
        assertThat(rule.header().techniques()).containsExactly("T1059.001", "T1059");
        assertThat(rule.header().tactics()).containsExactly("execution", "lateral-movement");
        assertThat(rule.logSource()).isEqualTo(new LogSource("windows", "process_creation", null));
    }

    @Test
    void onlyTheTitleIsNeeded() {
        SigmaRule rule = parse("title: 4711\n" + SOURCE + DETECTION);
        assertThat(rule.header().title()).isEqualTo("4711");
        assertThat(rule.header().level()).isNull();
        assertThat(rule.header().details().taxonomy()).isEqualTo("sigma");
    }

    @Test
    void anIdIsMadeOfTitleAndNameWhenThereIsNone() {
        String id = parse("title: One\n" + SOURCE + DETECTION).id();
        assertThat(parse("title: One\nlevel: low\n" + SOURCE + DETECTION).id()).isEqualTo(id);
        assertThat(parse("title: Two\n" + SOURCE + DETECTION).id()).isNotEqualTo(id);
        assertThat(parse("title: One\nid: mine\n" + SOURCE + DETECTION).id()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "'id: x',required,1,1",
        "'title:',required,1,1",
        "'title: \"\"',required,1,8",
        "'title: [x]',type,1,8",
        "'title: x\nlevel: severe',invalid,2,8",
        "'title: x\nstatus: new',invalid,2,9",
        "'title: x\ntags: {a: b}',type,2,7",
        "'title: x\nrelated: [a]',type,2,11",
        "'title: x\nrelated: [{id: a}]',required,2,11",
    })
    void metadataThatCannotBeReadIsSaidWhere(String head, String code, int line, int column) {
        List<SigmaProblem> problems = problems(head + "\n" + SOURCE + DETECTION);
        assertThat(problems).hasSize(1);
        SigmaProblem problem = problems.getFirst();
        assertThat(List.of(problem.code(), problem.line(), problem.column())).isEqualTo(List.of(code, line, column));
    }

    @ParameterizedTest
    @CsvSource({
        "'logsource:',required",
        "'logsource: {}',required",
        "'logsource: {definition: x}',required",
        "'logsource: windows',type"
    })
    void aLogSourceNeedsSomething(String source, String code) {
        assertThat(problems("title: x\n" + source + "\n" + DETECTION))
                .extracting(SigmaProblem::code)
                .containsExactly(code);
    }

    @Test
    void aTitleIsAtMost256Characters() {
        assertThat(problems("title: " + "x".repeat(257) + "\n" + SOURCE + DETECTION))
                .hasSize(1);
        assertThat(problems("title: " + "😀".repeat(256) + "\n" + SOURCE + DETECTION))
                .isEmpty();
    }

    @Test
    void aLogSourceCoversNarrowerOnes() {
        LogSource windows = new LogSource("windows", null, null);
        LogSource creation = new LogSource("windows", "process_creation", null);
        assertThat(windows.covers(creation)).isTrue();
        assertThat(creation.covers(windows)).isFalse();
        assertThat(creation.covers(creation)).isTrue();
        assertThat(creation.covers(new LogSource("linux", "process_creation", null)))
                .isFalse();
    }

    @Test
    void testEventsKeepTheirTypes() {
        SigmaRule rule = parse("title: x\n" + SOURCE + DETECTION + """
                test:
                  match:
                    - {A: 1, B: 1.5, C: true, D: null, E: '1', F: [a, 2], G: 08}
                    - {A: 123456789012345678901234567890}
                  no_match:
                    - {A: 2}
                """);
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("A", 1L);
        first.put("B", new BigDecimal("1.5"));
        first.put("C", true);
        first.put("D", null);
        first.put("E", "1");
        first.put("F", Arrays.asList("a", 2L));
        first.put("G", "08");
        assertThat(rule.tests())
                .containsExactly(
                        new RuleTest(true, first, 6),
                        new RuleTest(true, Map.of("A", new BigDecimal("123456789012345678901234567890")), 7),
                        new RuleTest(false, Map.of("A", 2L), 9));
    }

    @Test
    void sentencesWithColonsAreNoProblemWherePeopleReadThem() {
        SigmaRule rule =
                parse("title: x\nfalsepositives:\n  - Admins: rarely\n  - [a, b]\nreferences: https://example.org\n"
                        + SOURCE + DETECTION);
        assertThat(rule.header().details().falsePositives()).containsExactly("Admins: rarely", "a, b");
        assertThat(rule.header().details().references()).containsExactly("https://example.org");
    }

    @Test
    void aTestKeyOfOthersIsIgnoredAndOursIsChecked() {
        assertThat(parse("title: x\n" + SOURCE + DETECTION + "test: {cases: [1]}\n")
                        .tests())
                .isEmpty();
        assertThat(parse("title: x\n" + SOURCE + DETECTION + "test: later\n").tests())
                .isEmpty();
        assertThat(problems("title: x\n" + SOURCE + DETECTION + "test: {match: [x]}\n"))
                .hasSize(1);
        assertThat(problems("title: x\n" + SOURCE + DETECTION + "test: {match: [{a: {b: c}}]}\n"))
                .hasSize(1);
    }

    private static SigmaRule parse(String yaml) {
        SigmaFile file = SigmaParser.parse("file.yml", yaml, Placeholders.NONE);
        assertThat(file.problems()).isEmpty();
        return (SigmaRule) file.documents().getFirst();
    }

    private static List<SigmaProblem> problems(String yaml) {
        return SigmaParser.parse("file.yml", yaml, Placeholders.NONE).problems();
    }
}
