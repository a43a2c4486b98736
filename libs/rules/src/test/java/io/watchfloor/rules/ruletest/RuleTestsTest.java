package io.watchfloor.rules.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTestsTest {
    private static final String BASE = """
            title: Login failed
            id: 11111111-1111-4111-8111-111111111111
            name: failed
            logsource: {product: windows, service: security}
            detection:
                selection: {EventID: 4625}
                condition: selection
            test:
                match: [{EventID: 4625}, {EventID: 4624}]
                no_match: [{EventID: 4624}, {EventID: 4625}]
            """;
    private static final String CORRELATION = """
            ---
            title: Many failed logins
            id: 22222222-2222-4222-8222-222222222222
            correlation:
                type: %s
                rules: [failed]
                group-by: [TargetUserName]
                timespan: 1m
                condition: %s
            test:
                match:
                    - events:
                        - {at: 0s, rule: failed, event: {EventID: 4625, TargetUserName: anna, Size: 10}}
                        - {at: 59s, rule: failed, event: {EventID: 4625, TargetUserName: Anna, Size: 30}}
                no_match:
                    - events:
                        - {at: 0s, rule: failed, event: {EventID: 4625, TargetUserName: anna, Size: 10}}
                        - {at: 60s, rule: failed, event: {EventID: 4625, TargetUserName: anna, Size: 10}}
                    - events:
                        - {at: 0s, rule: failed, event: {EventID: 4624, TargetUserName: anna, Size: 10}}
                        - {at: 1s, rule: failed, event: {EventID: 4625, TargetUserName: bert, Size: 10}}
            """;

    @Test
    void aCasePassesWhenTheAuthorIsRight() {
        assertThat(run(BASE))
                .extracting(CaseResult::line, CaseResult::expected, CaseResult::passed)
                .containsExactly(
                        tuple(9, true, true), tuple(9, true, false), tuple(10, false, true), tuple(10, false, false));
    }

    @Test
    void eventsOfACorrelationAreGroupedAndTimed() {
        assertThat(correlation("event_count", "{gte: 2}")).containsExactly(true, false, false);
        assertThat(correlation("event_count", "{gte: 3}")).containsExactly(false, false, false);
    }

    @Test
    void conditionsThatWaitForTheEndOfTheirWindowAreJudged() {
        assertThat(correlation("value_avg", "{field: Size, gt: 15}")).containsExactly(true, false, false);
        assertThat(correlation("value_median", "{field: Size, eq: 20}")).containsExactly(true, false, false);
        assertThat(correlation("value_percentile", "{field: Size, percentile: 100, eq: 30}"))
                .containsExactly(true, false, false);
        assertThat(correlation("value_sum", "{field: Size, eq: 40}")).containsExactly(true, false, false);
    }

    private static List<Boolean> correlation(String type, String condition) {
        return run(BASE + CORRELATION.formatted(type, condition)).stream()
                .filter(result -> result.title().equals("Many failed logins"))
                .map(CaseResult::matched)
                .toList();
    }

    private static List<CaseResult> run(String yaml) {
        SigmaCollection collection = SigmaCollection.of(List.of(SigmaParser.parse("r.yml", yaml, Placeholders.NONE)));
        assertThat(collection.problems()).isEmpty();
        return new RuleTests(collection, Pipeline.ecs()).run();
    }
}
