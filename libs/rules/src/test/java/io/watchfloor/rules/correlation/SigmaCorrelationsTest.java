package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sigma correlations as their authors write them. */
class SigmaCorrelationsTest {
    private static final String FAILED = "6b2a4a5e-5b1f-4a5e-9d0e-0a7d3a1f0001";
    private static final String BASES = """
            title: Failed login
            id: 6b2a4a5e-5b1f-4a5e-9d0e-0a7d3a1f0001
            name: failed
            logsource: {product: windows, service: security}
            detection:
              selection: {EventID: 4625}
              condition: selection
            ---
            title: Login
            id: 6b2a4a5e-5b1f-4a5e-9d0e-0a7d3a1f0002
            name: login
            logsource: {product: windows, service: security}
            detection:
              selection: {EventID: 4624}
              condition: selection
            """;

    private static String correlation(String name, String body) {
        return "title: " + name + "\nname: " + name + "\nlevel: high\ncorrelation:\n" + body.indent(2);
    }

    private static SigmaCollection collection(String... files) {
        List<SigmaFile> parsed = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            parsed.add(SigmaParser.parse("file" + i + ".yml", files[i], Placeholders.NONE));
        }
        return SigmaCollection.of(parsed);
    }

    private static CorrelationRule only(String body) {
        SigmaCollection collection = collection(correlation("it", body), BASES);
        assertThat(collection.problems()).isEmpty();
        return SigmaCorrelations.rule(collection.correlations().getFirst(), collection);
    }

    @Test
    void rulesAreMeantByIdAndByNameAndMayComeLater() {
        CorrelationRule rule = only("""
                type: event_count
                rules: [6b2a4a5e-5b1f-4a5e-9d0e-0a7d3a1f0001, login]
                group-by: [TargetUserName]
                timespan: 5m
                condition: {gte: 10, lt: 20}
                """);
        assertThat(rule.refs()).containsExactly(FAILED, "6b2a4a5e-5b1f-4a5e-9d0e-0a7d3a1f0002");
        assertThat(rule.timespan()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.grouping()).isEqualTo(Grouping.by("TargetUserName"));
        assertThat(rule.measure().toString())
                .isEqualTo(new Measure.EventCount(new Limits(List.of(
                                new Limits.Limit(Operator.GTE, BigDecimal.valueOf(10.0)),
                                new Limits.Limit(Operator.LT, BigDecimal.valueOf(20.0)))))
                        .toString());
    }

    @Test
    void anAliasNamesTheFieldOfEachRule() {
        CorrelationRule rule = only("""
                type: temporal
                rules: [failed, login]
                aliases:
                  who: {failed: TargetUserName, login: SubjectUserName}
                group-by: [who]
                timespan: 90s
                """);
        assertThat(rule.grouping().aliases())
                .isEqualTo(Map.of("who", Map.of(0, "TargetUserName", 1, "SubjectUserName")));
        assertThat(rule.measure()).isInstanceOf(Measure.RulesSeen.class);
    }

    @Test
    void aTemporalCorrelationWithoutConditionAsksForAllItsRules() {
        CorrelationRule rule = only("""
                type: temporal_ordered
                rules: [failed, login]
                group-by: [User]
                timespan: 1h
                """);
        Play play = new Play(rule)
                .event(0, FAILED, "User", "u")
                .event(1, rule.refs().getLast(), "User", "u");
        assertThat(play.matches()).hasSize(1);
        assertThat(new Play(rule).event(0, FAILED, "User", "u").matches()).isEmpty();
    }

    @Test
    void aBooleanConditionIsOverTheReferences() {
        CorrelationRule rule = only("""
                type: temporal
                rules: [failed, login]
                group-by: [User]
                timespan: 1h
                condition: failed and not login
                """);
        assertThat(rule.measure())
                .isEqualTo(new Measure.RulesExpression(new RefExpression.All(
                        List.of(new RefExpression.Ref(0), new RefExpression.Not(new RefExpression.Ref(1))))));
    }

    @Test
    void percentilesAndMediansAndSharesAreToldApart() {
        assertThat(only(values("value_percentile", "{field: n, percentile: 95, gt: 1}"))
                        .measure())
                .isInstanceOf(Measure.ValuePercentile.class);
        assertThat(only(values("value_percentile", "{field: n, lte: 1}")).measure())
                .isInstanceOf(Measure.ValueShare.class);
        assertThat(only(values("value_median", "{field: n, lte: 1}")).measure().toString())
                .contains("percent=50");
        assertThat(only(values("value_sum", "{field: n, gt: 1}")).measure()).isInstanceOf(Measure.ValueSum.class);
        assertThat(only(values("value_avg", "{field: n, gt: 1}")).measure()).isInstanceOf(Measure.ValueAverage.class);
        assertThat(only(values("value_count", "{field: [n, m], gt: 1}"))
                        .measure()
                        .fields())
                .containsExactly("n", "m");
    }

    private static String values(String type, String condition) {
        return "type: " + type + "\nrules: [failed]\ngroup-by: [User]\ntimespan: 1h\ncondition: " + condition + "\n";
    }

    @Test
    void aChainAcrossFilesIsAPlanAndTheBasesStaySilent() {
        String many = correlation("many", values("event_count", "{gte: 3}"));
        String then =
                correlation("then", "type: temporal_ordered\nrules: [many, login]\ngroup-by: [User]\ntimespan: 1h\n");
        CorrelationPlan plan = SigmaCorrelations.plan(collection(then, BASES, many));
        assertThat(plan.correlations()).hasSize(2);
        assertThat(plan.alerts(FAILED)).isFalse();
    }

    @Test
    void aMissingReferenceIsAProblemAndNoPlan() {
        SigmaCollection collection = collection(correlation("it", values("event_count", "{gte: 3}")));
        assertThat(collection.problems()).extracting(SigmaProblem::code).contains("reference");
        assertThat(SigmaCorrelations.plan(collection).correlations()).isEmpty();
    }

    @Test
    void sumsHaveOneField() {
        SigmaCollection collection =
                collection(correlation("it", values("value_sum", "{field: [n, m], gt: 1}")), BASES);
        assertThatThrownBy(() -> SigmaCorrelations.plan(collection)).isInstanceOf(InvalidCorrelationException.class);
    }
}
