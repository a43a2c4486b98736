package io.watchfloor.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.watchfloor.contracts.Severity;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.QueryPrinter;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.Measure;
import io.watchfloor.rules.match.RuleDefinition.Correlation;
import io.watchfloor.rules.match.RuleDefinition.Pivots;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCompilerTest {
    private static final Map<String, Object> CONDITION =
            Map.of("event_type", "auth_failure", "user", "admin*", "time_window", "5m", "threshold", 5);

    @Test
    void aFrequencyRuleCountsPerUserAndEscalatesOnSuccess() {
        FrequencyLogic logic = (FrequencyLogic) RuleCompiler.compile(frequency(
                CONDITION,
                List.of(),
                List.of(new Correlation("successful_admin_login", "30m", "escalate_to_high", null))));
        assertThat(logic.groupBy()).containsExactly("user.name");
        assertThat(logic.window()).isEqualTo(Duration.ofMinutes(5));
        assertThat(logic.threshold()).isEqualTo(5);
        assertThat(logic.followUps())
                .extracting(FollowUpLogic::timeAfter, FollowUpLogic::action, FollowUpLogic::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Duration.ofMinutes(30), "ESCALATE_TO_HIGH", Severity.HIGH));
    }

    @Test
    void followUpsKeepTheConditionsOnTheGroupOnly() {
        var correlation = List.of(new Correlation("any", "1h", "ESCALATE_TO_CRITICAL", "event.action:vpn_login"));
        Map<String, Object> condition = Map.of("user", "admin*", "service", "vpn", "time_window", "5m", "threshold", 5);
        FrequencyLogic logic = (FrequencyLogic) RuleCompiler.compile(frequency(condition, List.of(), correlation));
        assertThat(QueryPrinter.print(logic.followUps().getFirst().query()))
                .isEqualTo("event.action:vpn_login AND user:admin*");
        FrequencyLogic byAddress =
                (FrequencyLogic) RuleCompiler.compile(frequency(condition, List.of("src_ip"), correlation));
        assertThat(byAddress.groupBy()).containsExactly("source.ip");
        assertThat(QueryPrinter.print(byAddress.followUps().getFirst().query())).isEqualTo("event.action:vpn_login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user|admin|user:admin",
                "user|admin*|user:admin*",
                "user|*|_exists_:user",
                "user|*adm?n|user:*adm?n",
                "user|a\\*b|user:a\\*b",
                "event_type|process_start|event.action:process_start",
                "event_type|auth_success|event.action:auth_success OR (event.category:authentication AND event.outcome:success)",
                "event_type|AUTH_FAILURE|event.action:auth_failure OR (event.category:authentication AND event.outcome:failure)",
            })
    void valuesOfAConditionAreWildcards(String field, String value, String query) {
        assertThat(ConditionValues.query(field, value)).isEqualTo(QueryParser.parse(query));
    }

    @Test
    void listsNumbersAndBooleansAreValuesToo() {
        assertThat(QueryPrinter.print(ConditionValues.query("a.b", List.of("x", 5, true))))
                .isEqualTo("a.b:x OR a.b:5 OR a.b:true");
    }

    @Test
    void pivotsNarrowAQueryRule() {
        RuleLogic logic = RuleCompiler.compile(new RuleDefinition(
                "query", "a:1 OR b:2", Map.of(), List.of(), new Pivots("wazuh", "HIGH", "web-*"), List.of()));
        assertThat(QueryPrinter.print(logic.query()))
                .isEqualTo("(a:1 OR b:2) AND source:wazuh AND host:web-* AND severity:high");
    }

    @Test
    void aQueryInTheConditionNarrowsToo() {
        RuleLogic logic = RuleCompiler.compile(frequency(
                Map.of("query", "a:1", "user", "root", "time_window", "1h", "threshold", 2), List.of(), List.of()));
        assertThat(logic.query())
                .isEqualTo(Query.and(List.of(new Query.Term("user", "root"), new Query.Term("a", "1"))));
    }

    @Test
    void everyFaultHasItsPointer() {
        var rule = new RuleDefinition(
                "frequency",
                "a:(",
                Map.of("user", List.of(), "time_window", "5x", "threshold", 0),
                List.of("hash"),
                new Pivots(null, "urgent", null),
                List.of(new Correlation("unheard_of", "0m", "PANIC", null)));
        assertThat(errors(rule))
                .extracting(RuleError::pointer)
                .containsExactlyInAnyOrder(
                        "/condition/user",
                        "/query",
                        "/group_by/0",
                        "/match_severity",
                        "/condition/time_window",
                        "/condition/threshold",
                        "/correlation/0/name",
                        "/correlation/0/time_after",
                        "/correlation/0/action");
    }

    @Test
    void aBadQueryNamesThePosition() {
        assertThat(errors(new RuleDefinition("query", "a:1 AND", Map.of(), List.of(), Pivots.NONE, List.of())))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/query");
                    assertThat(error.code()).isEqualTo("query_syntax");
                    assertThat(error.message()).contains("position 7");
                });
    }

    @ParameterizedTest
    @CsvSource({"query,/query", "frequency,/condition", "sequence,/rule_type"})
    void anEmptyRuleOfAnyTypeIsRefused(String type, String pointer) {
        assertThat(errors(new RuleDefinition(type, null, Map.of(), List.of(), Pivots.NONE, List.of())))
                .extracting(RuleError::pointer)
                .anyMatch(found -> found.startsWith(pointer));
    }

    @Test
    void aQueryRuleHasNoConditionGroupsOrCorrelation() {
        var rule = new RuleDefinition(
                "query",
                "*",
                CONDITION,
                List.of("user"),
                Pivots.NONE,
                List.of(new Correlation("successful_admin_login", "30m", "ESCALATE_TO_HIGH", null)));
        assertThat(errors(rule))
                .extracting(RuleError::pointer)
                .containsExactly("/condition", "/group_by", "/correlation");
    }

    private static List<RuleError> errors(RuleDefinition rule) {
        var refused = catchThrowableOfType(InvalidRuleException.class, () -> RuleCompiler.compile(rule));
        assertThat(refused).isNotNull();
        return refused.errors();
    }

    private static RuleDefinition frequency(
            Map<String, Object> condition, List<String> groupBy, List<Correlation> correlation) {
        return new RuleDefinition("frequency", null, condition, groupBy, Pivots.NONE, correlation);
    }

    private static final String FAILED_LOGIN = """
            title: Failed login
            id: 6f0f8e4e-60b4-4d6e-8a43-6c1f0b7f0001
            name: failed_login
            logsource: {product: linux, service: sshd}
            detection:
                selection: {event.outcome: failure}
                condition: selection
            """;
    private static final String MANY = """
            title: Many failed logins
            id: 6f0f8e4e-60b4-4d6e-8a43-6c1f0b7f0002
            correlation:
                type: event_count
                rules: [failed_login]
                group-by: [user.name]
                timespan: 5m
                condition: {gte: 5}
            """;

    @Test
    void aCorrelationComesWithTheRulesItStandsOn() {
        CorrelationLogic logic = (CorrelationLogic) RuleCompiler.compile(sigma(MANY + "---\n" + FAILED_LOGIN));
        assertThat(logic.top()).isEqualTo("6f0f8e4e-60b4-4d6e-8a43-6c1f0b7f0002");
        assertThat(logic.groupFields()).containsExactly("user.name");
        assertThat(logic.bases()).singleElement().satisfies(base -> {
            assertThat(base.paths()).containsOnlyKeys("user.name");
            FlatEvent event = FlatEvent.of(Map.of("user.name", "ana"));
            assertThat(base.of(event).text("user.name")).isEqualTo("ana");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timespan: 5m|timespan: 32d|a timespan is at most 31d",
                "gte: 5|gte: 10001|at most 10000",
                "[failed_login]|[none_such]|none_such",
                "event_count|value_avg|field"
            })
    void aCorrelationThatCannotBeSaysWhy(String part, String wrong, String said) {
        InvalidRuleException refused = catchThrowableOfType(
                InvalidRuleException.class,
                () -> RuleCompiler.compile(sigma(MANY.replace(part, wrong) + "---\n" + FAILED_LOGIN)));
        assertThat(refused.errors()).first().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/sigma");
            assertThat(error.message()).contains(said);
        });
    }

    @Test
    void newTermsAreValuesOfAGroup() {
        NewTermsLogic logic = (NewTermsLogic)
                RuleCompiler.compile(newTerms(Map.of("new_terms", List.of("src_ip", "host"), "history", "14d")));
        assertThat(logic.groupFields()).containsExactly("user.name");
        assertThat(logic.firing().rule().timespan()).isEqualTo(Duration.ofDays(14));
        assertThat(logic.firing().rule().measure())
                .isEqualTo(new Measure.NewTerms(List.of("source.ip", "host.name"), Duration.ofDays(14)));
    }

    @Test
    void aNewTermsRuleSaysWhatItLacks() {
        InvalidRuleException refused = catchThrowableOfType(
                InvalidRuleException.class,
                () -> RuleCompiler.compile(newTerms(Map.of("history", "90d", "threshold", 3))));
        assertThat(refused.errors())
                .extracting(RuleError::pointer, RuleError::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/condition/new_terms", "required"),
                        org.assertj.core.groups.Tuple.tuple("/condition/history", "range"),
                        org.assertj.core.groups.Tuple.tuple("/condition/threshold", "unknown"));
    }

    private static RuleDefinition newTerms(Map<String, Object> condition) {
        return new RuleDefinition("new_terms", "event.action:login", condition, List.of(), Pivots.NONE, List.of());
    }

    private static RuleDefinition sigma(String text) {
        return new RuleDefinition("sigma", null, Map.of(), List.of(), Pivots.NONE, List.of(), text);
    }
}
