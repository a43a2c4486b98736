package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckTest {
    private static final String TESTED = """
            title: Failed login
            id: c0000000-0000-4000-8000-000000000003
            name: failed
            tags: [attack.credential-access, attack.t1110]
            logsource: {product: windows, service: security}
            detection:
                selection: {EventID: 4625}
                condition: selection
            level: low
            test:
                match:
                    - {EventID: 4625, TargetUserName: eve}
                no_match:
                    - {EventID: 4624}
            """;
    private static final String CORRELATION = """
            title: Two failed logins
            id: d0000000-0000-4000-8000-000000000004
            correlation:
                type: event_count
                rules: [failed]
                group-by: [TargetUserName]
                timespan: 1m
                condition: {gte: 2}
            level: high
            test:
                match:
                    - events:
                        - {at: 0s, rule: failed, event: {EventID: 4625, TargetUserName: eve}}
                        - {at: 59s, rule: failed, event: {EventID: 4625, TargetUserName: eve}}
                no_match:
                    - events:
                        - {at: 0s, rule: failed, event: {EventID: 4625, TargetUserName: eve}}
                        - {at: 61s, rule: failed, event: {EventID: 4625, TargetUserName: eve}}
            """;

    @TempDir
    Path directory;

    private RulesCommandLine rules;

    @BeforeEach
    void newCommandLine() throws IOException {
        rules = new RulesCommandLine(directory);
        rules.file("rules/failed.yml", TESTED);
    }

    @Test
    void testBlocksOfRulesAndCorrelationsAreRun() throws IOException {
        rules.file("rules/two.yml", CORRELATION);
        assertThat(rules.run("test", rules.at("rules"))).as(rules.out()).isZero();
        assertThat(rules.out())
                .contains("passed   2  c0000000-0000-4000-8000-000000000003  Failed login")
                .contains("2 rules with 4 cases: 4 passed, 0 failed; 0 rules have none; 0 problems");
    }

    @Test
    void aCaseThatFailsIsNamedWithItsPlaceAndFailsTheCommand() throws IOException {
        rules.file("rules/failed.yml", TESTED.replace("- {EventID: 4624}", "- {EventID: 4625}"));
        assertThat(rules.run("test", rules.at("rules"))).isEqualTo(1);
        assertThat(rules.out())
                .contains("FAILED   2")
                .contains("failed.yml:14: must not match, but does: Failed login")
                .contains("1 passed, 1 failed");
    }

    @Test
    void aRuleThatCannotBeReadFailsTheTests() throws IOException {
        rules.file("rules/broken.yml", "title: [\n");
        assertThat(rules.run("test", rules.at("rules"))).isEqualTo(1);
        assertThat(rules.out()).containsPattern("broken\\.yml:\\d+:\\d+: ").contains("1 problems");
    }

    @Test
    void aSoundRuleHasNoFindings() {
        assertThat(rules.run("lint", rules.at("rules"))).isZero();
        assertThat(rules.out()).isEqualTo("0 errors, 0 warnings" + System.lineSeparator());
    }

    @Test
    void warningsDoNotFailAndErrorsDo() throws IOException {
        rules.file(
                "rules/other.yml",
                TESTED.substring(0, TESTED.indexOf("test:"))
                        .replace("c0000000", "c1000000")
                        .replace("name: failed\n", "")
                        .replace("t1110", "t9999"));
        assertThat(rules.run("lint", "--format", "json", rules.at("rules"))).isZero();
        assertThat(codes()).containsExactly("warning duplicate_title", "warning technique", "warning untested");
    }

    @Test
    void faultsAndUnknownLogSourcesAreErrors() throws IOException {
        rules.file("rules/broken.yml", "title: Broken\n");
        rules.file(
                "rules/strange.yml",
                TESTED.replace("c0000000", "c2000000")
                        .replace("name: failed\n", "")
                        .replace("Failed login", "Elsewhere")
                        .replace("{product: windows, service: security}", "{product: abacus, service: beads}"));
        assertThat(rules.run("lint", rules.at("rules"))).isEqualTo(1);
        assertThat(rules.out())
                .containsPattern("broken\\.yml:\\d+:\\d+: error: ")
                .containsPattern("strange\\.yml:1:1: error: logsource: matches no events: ");
    }

    private List<String> codes() throws IOException {
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : Api.JSON.readTree(rules.out())) {
            codes.add(
                    finding.path("level").asText() + " " + finding.path("code").asText());
        }
        return codes;
    }
}
