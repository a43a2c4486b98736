package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files: documents, positions, limits and what is left of broken ones. */
class SigmaFileTest {
    private static final String RULE = """
            title: Rule
            logsource: {product: test}
            detection:
              s: {A: 1}
              condition: s
            """;

    @Test
    void documentsKeepTheirTextAndLine() {
        String second = RULE.replace("title: Rule", "# second\ntitle: Second");
        SigmaFile file = parse("# head\n" + RULE + "---\n" + second + "--- # third\n" + RULE + "---\n# nothing\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.documents())
                .extracting(SigmaDocument::source)
                .containsExactly(
                        new SigmaSource("file.yml", 2, "# head\n" + RULE),
                        new SigmaSource("file.yml", 9, second),
                        new SigmaSource("file.yml", 15, " # third\n" + RULE));
    }

    @Test
    void aSingleDocumentKeepsTheWholeFile() {
        for (String text : List.of(RULE, "---\n" + RULE, RULE + "...\n", "---\r\n" + RULE.replace("\n", "\r\n"))) {
            SigmaFile file = parse(text);
            assertThat(file.problems()).isEmpty();
            assertThat(file.documents().getFirst().source().yaml()).isEqualTo(text);
            assertThat(parse(file.documents().getFirst().source().yaml()).documents())
                    .hasSize(1);
        }
    }

    @Test
    void textBeyondTheBasicPlaneDoesNotShiftDocuments() {
        SigmaFile file = parse(RULE.replace("Rule", "😀😀") + "---\n" + RULE);
        assertThat(file.documents()).hasSize(2);
        assertThat(file.documents().get(1).source().yaml()).isEqualTo(RULE);
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(parse("\uFEFF" + RULE).documents().getFirst().source().line())
                .isOne();
    }

    @Test
    void oneBrokenDocumentRefusesTheFile() {
        SigmaFile file = parse(RULE + "---\n" + RULE.replace("condition: s", "condition: t") + "---\ntitle: Third\n");
        assertThat(file.documents()).isEmpty();
        assertThat(file.problems())
                .containsExactly(
                        new SigmaProblem("file.yml", 11, 14, "condition", "there is no selection t"),
                        new SigmaProblem("file.yml", 13, 1, "required", "logsource is missing"),
                        new SigmaProblem("file.yml", 13, 1, "required", "detection is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"a: b: c\"|yaml|1|5",
                "\"a: [b\"|yaml|1|6",
                "\"a: 'b\"|yaml|1|6",
                "\"\"|required|1|1",
                "\"# nothing\"|required|1|1",
                "\"- a\"|type|1|1",
                "\"text\"|type|1|1",
                "\"a: *b\"|yaml|1|4",
                "\"a: &b [*b]\"|limit|1|4",
                "\"a: !x b\"|yaml|1|4",
            })
    void yamlThatIsBrokenOrNoRuleIsSaidWhere(String yaml, String code, int line, int column) {
        SigmaFile file = parse(yaml);
        assertThat(file.documents()).isEmpty();
        assertThat(file.problems()).hasSize(1);
        SigmaProblem problem = file.problems().getFirst();
        assertThat(List.of(problem.code(), problem.line(), problem.column())).isEqualTo(List.of(code, line, column));
    }

    @Test
    void tabsAsIndentationAndControlCharactersAreSaidWhere() {
        SigmaProblem tab = parse("title: x\ndetection:\n\ts: y\n").problems().getFirst();
        assertThat(List.of(tab.code(), tab.line())).isEqualTo(List.of("yaml", 3));
        SigmaProblem control = parse("title: x\nid: a\u0001\n").problems().getFirst();
        assertThat(control)
                .isEqualTo(new SigmaProblem("file.yml", 2, 6, "yaml", "the character U+0001 is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000, 100_000})
    void nestingIsBounded(int depth) {
        assertThat(codes(parse("a: " + "[".repeat(depth)))).containsExactly("limit");
        assertThat(codes(parse(withCondition("(".repeat(depth) + "s" + ")".repeat(depth)))))
                .containsExactly("limit");
        assertThat(codes(parse(withCondition("not ".repeat(depth) + "s")))).containsExactly("limit");
    }

    @Test
    void aliasesThatMultiplyAreBounded() {
        String bombs = IntStream.range(1, 12)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n")
                .collect(Collectors.joining());
        assertThat(codes(parse("a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + bombs))).containsExactly("limit");
    }

    @Test
    void thousandsOfValuesAndAlternativesAreFine() {
        String values = IntStream.range(0, 20_000)
                .mapToObj(i -> "    - 'value" + i + "'\n")
                .collect(Collectors.joining());
        String many = "condition: s" + " or s".repeat(20_000);
        String large = RULE.replace("  s: {A: 1}\n", "  s:\n    A|contains:\n" + values);
        assertThat(parse(large).problems()).isEmpty();
        assertThat(parse(RULE.replace("condition: s", many)).problems()).isEmpty();
        assertThat(codes(parse(large.replace("condition: s", many)))).containsExactly("limit");
    }

    @Test
    void problemsOfAFileAreNotEndless() {
        String bad =
                IntStream.range(0, 1_000).mapToObj(i -> "    A" + i + "|x: 1\n").collect(Collectors.joining());
        assertThat(parse(RULE.replace("  s: {A: 1}\n", "  s:\n" + bad)).problems())
                .hasSize(100);
    }

    @Test
    void globalPartsGoIntoTheDocumentsBehindThem() {
        SigmaFile file = parse("""
                action: global
                title: Shared
                logsource: {product: test}
                detection:
                  condition: s and not f
                  f: {B: 1}
                ---
                detection:
                  s: {A: 1}
                ---
                title: Own
                logsource: {service: second}
                detection:
                  s: {A: 2}
                ---
                action: reset
                """ + RULE + "---\naction: repeat\ndetection:\n  s: {A: 3}\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.documents())
                .extracting(document -> document.header().title() + " "
                        + ((SigmaRule) document).logSource().service() + " "
                        + ConditionText.of(((SigmaRule) document).condition()))
                .containsExactly(
                        "Shared null and(A='1', not(B='1'))",
                        "Own second and(A='2', not(B='1'))",
                        "Rule null A='1'",
                        "Rule null A='3'");
        assertThat(file.documents()).extracting(SigmaDocument::id).doesNotHaveDuplicates();
        assertThat(parse(file.documents().get(1).source().yaml()).documents()).hasSize(1);
    }

    private static String withCondition(String condition) {
        return RULE.replace("condition: s", "condition: " + condition);
    }

    private static List<String> codes(SigmaFile file) {
        return file.problems().stream().map(SigmaProblem::code).toList();
    }

    private static SigmaFile parse(String yaml) {
        return SigmaParser.parse("file.yml", yaml, Placeholders.NONE);
    }
}
