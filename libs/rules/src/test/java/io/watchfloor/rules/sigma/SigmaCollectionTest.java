package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Filters, references and what is left out. */
class SigmaCollectionTest {

    @Test
    void aFilterIsAddedToTheConditionsOfItsRules() {
        SigmaCollection collection = collection(
                filter("f", "[r1, named]", "User: admin"),
                rule("r1", null) + "---\n" + rule("r2", "named") + "---\n" + rule("r3", null));
        assertThat(collection.problems()).isEmpty();
        assertThat(conditions(collection))
                .containsExactly("and(A='1', not(User='admin'))", "and(A='1', not(User='admin'))", "A='1'");
    }

    @Test
    void filtersOfAllRulesApplyWhereTheLogSourceAgrees() {
        String other = rule("r2", null).replace("product: test", "product: other");
        String narrower = rule("r3", null).replace("product: test", "product: test, service: x");
        for (String rules : List.of("any", "[any]", "all")) {
            SigmaCollection collection =
                    collection(rule("r1", null) + "---\n" + other + "---\n" + narrower, filter("f", rules, "B: 1"));
            assertThat(conditions(collection))
                    .containsExactly("and(A='1', not(B='1'))", "A='1'", "and(A='1', not(B='1'))");
        }
    }

    @Test
    void aFilterMayHaveSeveralSelectionsAndAPattern() {
        SigmaCollection collection = collection(rule("r1", null), """
                title: f
                logsource: {product: test}
                filter:
                  rules: [r1]
                  selection_a: {B: 1}
                  selection_b: {C: 1}
                  condition: not 1 of selection_*
                """);
        assertThat(conditions(collection)).containsExactly("and(A='1', not(or(B='1', C='1')))");
    }

    @Test
    void severalFiltersAreAllAdded() {
        SigmaCollection collection =
                collection(filter("f1", "[r1]", "B: 1"), filter("f2", "any", "C: 1"), rule("r1", null));
        assertThat(conditions(collection)).containsExactly("and(A='1', not(C='1'), not(B='1'))");
        assertThat(collection.filters()).hasSize(2);
    }

    @Test
    void aFilterThatNamesWhatItCannotFilterIsReportedAndStillAppliesToTheOthers() {
        String other = rule("r2", null).replace("product: test", "product: other");
        SigmaCollection collection = collection(rule("r1", null), other, filter("f", "[gone, r2, r1]", "B: 1"));
        assertThat(collection.problems()).extracting(SigmaProblem::code).containsExactly("reference", "reference");
        assertThat(conditions(collection)).containsExactly("and(A='1', not(B='1'))", "A='1'");
    }

    @Test
    void filtersNeedRulesAndACondition() {
        String filter = "title: f\nlogsource: {product: test}\nfilter: {s: {A: 1}}\n";
        assertThat(SigmaParser.parse("file.yml", filter, Placeholders.NONE).problems())
                .extracting(SigmaProblem::code)
                .containsExactly("required", "required");
        for (String rules : List.of("[]", "''", "{a: b}")) {
            assertThat(SigmaParser.parse("file.yml", filter("f", rules, "B: 1"), Placeholders.NONE)
                            .documents())
                    .as(rules)
                    .isEmpty();
        }
    }

    @Test
    void theLaterOfTwoIdsIsLeftOut() {
        SigmaCollection collection = collection(rule("r1", "a"), rule("r1", "b"));
        assertThat(collection.rules()).extracting(rule -> rule.header().name()).containsExactly("a");
        assertThat(collection.problems())
                .containsExactly(new SigmaProblem("1.yml", 1, 1, "duplicate_id", "the id r1 is taken"));
    }

    @Test
    void brokenFilesDoNotStopOthers() {
        SigmaCollection collection = collection(rule("r1", null), "title: [", rule("r2", null));
        assertThat(collection.rules()).extracting(SigmaRule::id).containsExactly("r1", "r2");
        assertThat(collection.problems()).extracting(SigmaProblem::file).containsExactly("1.yml");
    }

    @Test
    void correlationsComeBehindWhatTheyReferTo() {
        SigmaCollection collection = collection(
                correlation("c2", "[c1, second]"), correlation("c1", "[r1]"), rule("r1", null), rule("r2", "second"));
        assertThat(collection.problems()).isEmpty();
        assertThat(collection.correlations()).extracting(SigmaCorrelation::id).containsExactly("c1", "c2");
        assertThat(collection.silent()).containsExactlyInAnyOrder("c1", "r1", "r2");
        assertThat(collection.resolve(collection.correlations().get(1), "second"))
                .get()
                .extracting(SigmaDocument::id)
                .isEqualTo("r2");
        assertThat(collection.resolve(collection.correlations().get(1), "third"))
                .isEmpty();
    }

    @Test
    void whatACorrelationGeneratesIsNotSilent() {
        SigmaCollection collection = collection(
                correlation("c1", "[r1, r2]"),
                correlation("c2", "[r1]\n  generate: true"),
                rule("r1", null),
                rule("r2", null));
        assertThat(collection.silent()).containsExactly("r2");
    }

    @Test
    void aCorrelationSeesFilteredRules() {
        SigmaCollection collection =
                collection(correlation("c1", "[r1]"), rule("r1", null), filter("f", "any", "B: 1"));
        SigmaDocument base =
                collection.resolve(collection.correlations().getFirst(), "r1").orElseThrow();
        assertThat(ConditionText.of(((SigmaRule) base).condition())).isEqualTo("and(A='1', not(B='1'))");
    }

    @Test
    void aMissingReferenceRefusesTheCorrelationAndThoseAboveIt() {
        SigmaCollection collection = collection(
                correlation("c1", "[gone]"),
                correlation("c2", "[c1, r1]"),
                correlation("c3", "[r1]"),
                rule("r1", null));
        assertThat(collection.correlations()).extracting(SigmaCorrelation::id).containsExactly("c3");
        assertThat(collection.problems()).extracting(SigmaProblem::file).containsExactly("0.yml", "1.yml");
        assertThat(collection.problems()).extracting(SigmaProblem::code).containsOnly("reference");
    }

    @Test
    void aReferenceToARefusedFileOrAFilterOrInAnAliasIsMissing() {
        SigmaCollection collection = collection(
                correlation("c1", "[r1]"),
                rule("r1", null) + "level: odd\n",
                correlation("c2", "[f]"),
                filter("f", "any", "B: 1"),
                correlation("c3", "[r2]\n  aliases: {a: {gone: x}}"),
                rule("r2", null));
        assertThat(collection.correlations()).isEmpty();
        assertThat(collection.problems())
                .extracting(SigmaProblem::code)
                .containsExactly("invalid", "reference", "reference", "reference");
    }

    @Test
    void cyclesAreRefused() {
        SigmaCollection collection = collection(
                correlation("c1", "[c2]"),
                correlation("c2", "[c3, r1]"),
                correlation("c3", "[c1]"),
                correlation("self", "[self]"),
                correlation("above", "[c1]"),
                correlation("fine", "[r1]"),
                rule("r1", null));
        assertThat(collection.correlations()).extracting(SigmaCorrelation::id).containsExactly("fine");
        assertThat(collection.problems())
                .hasSize(5)
                .extracting(SigmaProblem::code)
                .containsOnly("cycle");
    }

    @Test
    void aNameIsFirstLookedForInTheSameFile() {
        SigmaCollection collection = collection(
                rule("r1", "base") + "---\n" + correlation("c1", "[base]"),
                rule("r2", "base") + "---\n" + correlation("c2", "[base]"),
                correlation("c3", "[base]"));
        assertThat(collection.correlations())
                .extracting(
                        each -> collection.resolve(each, "base").orElseThrow().id())
                .containsExactly("r1", "r2");
        assertThat(collection.problems())
                .extracting(problem -> problem.file() + " " + problem.code())
                .containsExactly("2.yml duplicate_name");
    }

    @Test
    void longChainsAreFine() {
        String chain = IntStream.range(0, 3_000)
                .mapToObj(i -> correlation("c" + i, i == 2_999 ? "[r1]" : "[c" + (i + 1) + "]"))
                .reduce((a, b) -> a + "---\n" + b)
                .orElseThrow();
        SigmaCollection collection = collection(chain, rule("r1", null));
        assertThat(collection.correlations())
                .hasSize(3_000)
                .first()
                .extracting(SigmaCorrelation::id)
                .isEqualTo("c2999");
    }

    private static List<String> conditions(SigmaCollection collection) {
        return collection.rules().stream()
                .map(rule -> ConditionText.of(rule.condition()))
                .toList();
    }

    private static SigmaCollection collection(String... files) {
        List<String> texts = Arrays.asList(files);
        Stream<SigmaFile> parsed = IntStream.range(0, texts.size())
                .mapToObj(i -> SigmaParser.parse(i + ".yml", texts.get(i), Placeholders.NONE));
        return SigmaCollection.of(parsed.toList());
    }

    private static String rule(String id, String name) {
        return "title: Rule %s\nid: %s\n%slogsource: {product: test}\ndetection: {s: {A: 1}, condition: s}\n"
                .formatted(id, id, name == null ? "" : "name: " + name + "\n");
    }

    private static String correlation(String id, String rules) {
        return "title: Correlation %s\nid: %s\ncorrelation:\n  type: temporal\n  timespan: 5m\n  rules: %s\n"
                .formatted(id, id, rules);
    }

    private static String filter(String id, String rules, String selection) {
        return "title: Filter\nid: %s\nlogsource: {product: test}\nfilter: {rules: %s, s: {%s}, condition: not s}\n"
                .formatted(id, rules, selection);
    }
}
