package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.sigma.CorrelationCondition.Bound;
import io.watchfloor.rules.sigma.CorrelationCondition.Occurrence;
import io.watchfloor.rules.sigma.CorrelationCondition.Operator;
import io.watchfloor.rules.sigma.CorrelationCondition.RuleExpression;
import io.watchfloor.rules.sigma.CorrelationCondition.Threshold;
import io.watchfloor.rules.sigma.CorrelationTest.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Correlations as they are read. */
class SigmaCorrelationTest {

    @Test
    void everyPartIsRead() {
        SigmaCorrelation correlation = parse("""
                type: value_count
                rules: [failed, 'b0d2'] # two
                group-by: [source, User]
                timespan: 15m
                generate: true
                aliases:
                  source:
                    failed: IpAddress
                    b0d2: client.ip
                condition:
                  field: [User, Domain]
                  gt: 100
                  lte: '200'
                """);
        assertThat(correlation.type()).isEqualTo(CorrelationType.VALUE_COUNT);
        assertThat(correlation.rules()).containsExactly("failed", "b0d2");
        assertThat(correlation.groupBy()).containsExactly("source", "User");
        assertThat(correlation.timespan()).isEqualTo(Duration.ofMinutes(15));
        assertThat(correlation.generate()).isTrue();
        assertThat(correlation.aliases())
                .isEqualTo(Map.of("source", Map.of("failed", "IpAddress", "b0d2", "client.ip")));
        assertThat(correlation.condition())
                .isEqualTo(new Threshold(
                        List.of(new Bound(Operator.GT, 100), new Bound(Operator.LTE, 200)),
                        List.of("User", "Domain"),
                        null));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsKnown(CorrelationType type) {
        String field = type.needsField() ? "field: x, " : "";
        SigmaCorrelation correlation = parse(
                "type: " + type.key() + "\nrules: a\ngroup-by: b\ntimespan: 1h\ncondition: {" + field + "gte: 1.5}\n");
        assertThat(correlation.type()).isEqualTo(type);
        assertThat(correlation.groupBy()).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({"1s,PT1S", "90m,PT1H30M", "24h,PT24H", "1d,PT24H", "2w,PT336H"})
    void timespansAreRead(String text, Duration expected) {
        assertThat(parse("type: temporal\nrules: [a, b]\ntimespan: " + text).timespan())
                .isEqualTo(expected);
    }

    @Test
    void aTemporalOneAsksForAllItsRulesUnlessItSaysOtherwise() {
        assertThat(parse("type: temporal\nrules: [a, b, c]\ntimespan: 5m").condition())
                .isEqualTo(new Threshold(List.of(new Bound(Operator.GTE, 3)), List.of(), null));
        assertThat(parse("type: temporal_ordered\nrules: [a, b, c]\ntimespan: 5m\ncondition: {gte: 2}")
                        .condition())
                .isEqualTo(new Threshold(List.of(new Bound(Operator.GTE, 2)), List.of(), null));
    }

    @Test
    void aTemporalOneMayHaveAnExpressionThatNamesItsRules() {
        SigmaCorrelation correlation = parse("type: temporal\ntimespan: 5m\ncondition: a-1 and (b OR not c) and a-1\n");
        assertThat(correlation.rules()).containsExactly("a-1", "b", "c");
        RuleExpression a = new RuleExpression.Rule("a-1");
        assertThat(correlation.condition())
                .isEqualTo(new Occurrence(new RuleExpression.AllOf(List.of(
                        a,
                        new RuleExpression.AnyOf(List.of(
                                new RuleExpression.Rule("b"), new RuleExpression.Not(new RuleExpression.Rule("c")))),
                        a))));
    }

    @Test
    void aPercentileIsRead() {
        assertThat(parse("""
                type: value_percentile
                rules: a
                timespan: 1d
                condition: {field: bytes, percentile: 95, gt: 5e3}
                """).condition())
                .isEqualTo(new Threshold(List.of(new Bound(Operator.GT, 5_000)), List.of("bytes"), 95));
    }

    @Test
    void generateMayStandBesideTheCorrelation() {
        String yaml = "title: x\ngenerate: true\ncorrelation: {type: temporal, rules: [a], timespan: 1m}\n";
        SigmaFile file = SigmaParser.parse("file.yml", yaml, Placeholders.NONE);
        assertThat(((SigmaCorrelation) file.documents().getFirst()).generate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: a, timespan: 1m, condition: {gte: 1}|required",
                "type: near, rules: a, timespan: 1m|invalid",
                "type: event_count, timespan: 1m, condition: {gte: 1}|required",
                "type: event_count, rules: [a, a], timespan: 1m, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, condition: {gte: 1}|required",
                "type: event_count, rules: a, timespan: 1M, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: 1y, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: 0m, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: m, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: 1h30m, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: 99999999999s, condition: {gte: 1}|invalid",
                "type: event_count, rules: a, timespan: 1m|required",
                "type: event_count, rules: a, timespan: 1m, condition: {}|required",
                "type: event_count, rules: a, timespan: 1m, condition: {ge: 1, gt: 1}|invalid",
                "type: event_count, rules: a, timespan: 1m, condition: {gte: many}|value",
                "type: event_count, rules: a, timespan: 1m, condition: {gte: [1]}|type",
                "type: event_count, rules: a, timespan: 1m, condition: a|type",
                "type: value_sum, rules: a, timespan: 1m, condition: {gte: 1}|required",
                "type: value_percentile, rules: a, timespan: 1m, condition: {gte: 1, field: x, percentile: 101}|invalid",
                "type: temporal, rules: [a, b], timespan: 1m, condition: a and c and b|condition",
                "type: temporal, rules: [a, b], timespan: 1m, condition: a|condition",
                "type: temporal, timespan: 1m, condition: a and|condition",
                "type: temporal, rules: a, timespan: 1m, aliases: [x]|type",
                "type: temporal, rules: a, timespan: 1m, aliases: {x: y}|type",
                "type: temporal, rules: a, timespan: 1m, generate: perhaps|type",
                "type: temporal, rules: {a: b}, timespan: 1m|type",
            })
    void whatCannotBeReadIsRefused(String correlation, String code) {
        SigmaFile file =
                SigmaParser.parse("file.yml", "title: x\ncorrelation: {" + correlation + "}\n", Placeholders.NONE);
        assertThat(file.documents()).isEmpty();
        assertThat(file.problems()).extracting(SigmaProblem::code).contains(code);
        assertThat(file.problems())
                .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(2));
    }

    @Test
    void testsAreEventsInTime() {
        String yaml = """
                title: x
                correlation: {type: temporal, rules: [a, b], timespan: 1m}
                test:
                  match:
                    - events:
                        - {at: 0s, rule: a, event: {User: bob}}
                        - {at: 2m, rule: b, event: {}}
                  no_match:
                    - events: []
                """;
        SigmaFile file = SigmaParser.parse("file.yml", yaml, Placeholders.NONE);
        assertThat(file.problems()).isEmpty();
        assertThat(((SigmaCorrelation) file.documents().getFirst()).tests())
                .containsExactly(
                        new CorrelationTest(
                                true,
                                List.of(
                                        new TimedEvent(Duration.ZERO, "a", Map.of("User", "bob")),
                                        new TimedEvent(Duration.ofMinutes(2), "b", Map.of())),
                                5),
                        new CorrelationTest(false, List.of(), 9));
    }

    @ParameterizedTest
    @CsvSource({
        "LT,4,true",
        "LT,5,false",
        "LTE,5,true",
        "GT,5,false",
        "GTE,5,true",
        "EQ,5,true",
        "NEQ,5,false",
        "NEQ,4,true"
    })
    void boundsCompare(Operator operator, double number, boolean admitted) {
        assertThat(new Bound(operator, 5).admits(number)).isEqualTo(admitted);
    }

    private static SigmaCorrelation parse(String correlation) {
        String yaml = "title: x\ncorrelation:\n" + correlation.indent(2);
        SigmaFile file = SigmaParser.parse("file.yml", yaml, Placeholders.NONE);
        assertThat(file.problems()).isEmpty();
        return (SigmaCorrelation) file.documents().getFirst();
    }
}
