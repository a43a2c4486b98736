package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SigmaUnitTest {
    private static final String LOGIN = """
            title: Failed login
            id: 3b1f8f1e-0b0d-4a6c-9a55-1a7c8ec5b001
            name: failed_login
            logsource: {product: linux, service: sshd}
            detection:
                selection: {event.outcome: failure}
                condition: selection
            level: low
            """;
    private static final String MANY = """
            title: Many failed logins
            id: 3b1f8f1e-0b0d-4a6c-9a55-1a7c8ec5b002
            name: many_failed_logins
            correlation:
                type: event_count
                rules: [failed_login]
                group-by: [user.name]
                timespan: 5m
                condition: {gte: 5}
            level: high
            """;
    private static final String OTHER = LOGIN.replace("b001", "b003").replace("failed_login", "other");
    private static final String FILTER = """
            title: Not the scanner
            id: 3b1f8f1e-0b0d-4a6c-9a55-1a7c8ec5b004
            logsource: {product: linux, service: sshd}
            filter:
                rules: [failed_login]
                selection: {source.ip: 192.0.2.7}
                condition: not selection
            """;

    @Test
    void aRuleAloneIsAUnit() {
        assertThat(unit(LOGIN).top().header().title()).isEqualTo("Failed login");
    }

    @Test
    void aCorrelationIsTheTopOfTheRulesItRefersTo() {
        assertThat(unit(LOGIN + "---\n" + MANY).top().header().title()).isEqualTo("Many failed logins");
        assertThat(unit(MANY + "---\n" + LOGIN).top().header().title()).isEqualTo("Many failed logins");
    }

    @Test
    void twoThatAlertAreNoUnit() {
        assertThat(SigmaUnit.read("f", LOGIN + "---\n" + OTHER).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unsupported");
                    assertThat(problem.message()).contains("2 documents that alert");
                });
    }

    @Test
    void aFilterAloneIsNoUnit() {
        assertThat(SigmaUnit.read("f", FILTER).sound()).isEmpty();
    }

    @Test
    void aCorrelationWithoutItsRulesSaysWhichIsMissing() {
        assertThat(SigmaUnit.read("f", MANY).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("failed_login"));
    }

    @Test
    void theTextOfAUnitHasAllThatItStandsOnAndNothingElse() {
        SigmaCollection all = SigmaCollection.of(List.of(
                SigmaParser.parse("a.yml", OTHER + "---\n" + MANY, Placeholders.NONE),
                SigmaParser.parse("b.yml", LOGIN, Placeholders.NONE),
                SigmaParser.parse("c.yml", FILTER, Placeholders.NONE)));
        assertThat(all.problems()).isEmpty();
        SigmaUnit read = unit(SigmaUnit.textOf(all.correlations().getFirst(), all));
        assertThat(read.top().header().title()).isEqualTo("Many failed logins");
        assertThat(read.collection().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.header().title()).isEqualTo("Failed login");
            assertThat(rule.condition().toString()).contains("192.0.2.7");
        });
    }

    @Test
    void theTextOfALoneRuleIsItsOwn() {
        SigmaCollection all = SigmaCollection.of(List.of(SigmaParser.parse("a.yml", LOGIN, Placeholders.NONE)));
        assertThat(SigmaUnit.textOf(all.rules().getFirst(), all)).isEqualTo(LOGIN);
    }

    private static SigmaUnit unit(String text) {
        SigmaUnit.Read read = SigmaUnit.read("f", text);
        assertThat(read.problems()).isEmpty();
        return read.sound().orElseThrow();
    }
}
