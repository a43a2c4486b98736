package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesMatchTest {
    private static final String WHOAMI = "b0000000-0000-4000-8000-000000000001";
    private static final String SHELL = "a0000000-0000-4000-8000-000000000002";
    private static final String FAILED = "c0000000-0000-4000-8000-000000000003";
    private static final String GUESSING = "d0000000-0000-4000-8000-000000000004";
    private static final String QUIET = "e0000000-0000-4000-8000-000000000005";

    @TempDir
    Path directory;

    private RulesCommandLine rules;

    @BeforeEach
    void twoRules() throws IOException {
        rules = new RulesCommandLine(directory);
        rules.file("rules/whoami.yml", rule(WHOAMI, "Asks who it is", "CommandLine|contains: whoami"));
        rules.file("rules/deep/shell.yaml", rule(SHELL, "A shell", "Image|endswith: '\\cmd.exe'"));
        rules.file("rules/readme.txt", "no rule");
    }

    private static String rule(String id, String title, String item) {
        return """
                title: %s
                id: %s
                logsource: {product: windows, category: process_creation}
                detection:
                    selection:
                        %s
                    condition: selection
                level: low
                """.formatted(title, id, item);
    }

    private static String labelled(String eid, String fields) {
        return "{\"eid\":\"%s\",\"source\":\"x\",\"logsource\":{\"product\":\"windows\"},\"event\":{\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":1,%s},\"expected\":[]}\n"
                .formatted(eid, fields);
    }

    private static final String BOTH = "\"Image\":\"C:\\\\Windows\\\\cmd.exe\",\"CommandLine\":\"cmd /c WhoAmI\"";

    @Test
    void everyEventHasALineWithItsRulesSorted() throws IOException {
        rules.file(
                "events/one.jsonl",
                labelled("both", BOTH) + "\n" + labelled("none", "\"Image\":\"C:\\\\a.exe\"")
                        + labelled("who", "\"CommandLine\":\"whoami\"").strip());
        assertThat(rules.match()).isZero();
        assertThat(rules.answers())
                .containsOnlyKeys("both", "none", "who")
                .containsEntry("both", List.of(SHELL, WHOAMI))
                .containsEntry("none", List.of())
                .containsEntry("who", List.of(WHOAMI));
        assertThat(rules.err()).contains("2 used", "3, 0 lines without an event", "2 events, 3 pairs");
        assertThat(Files.list(directory)).as("no part of an answer is left").hasSize(3);
    }

    @Test
    void packedFilesOfAFolderAreUnpackedAndOtherFilesLeft() throws IOException {
        rules.file("events/note.txt", "no event");
        rules.file("events/a.json", labelled("plain", BOTH));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("events/b.jsonl.gz")))) {
            out.write(labelled("packed", BOTH).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(rules.match("--strict")).isZero();
        assertThat(rules.answers()).containsOnlyKeys("plain", "packed").containsEntry("packed", List.of(SHELL, WHOAMI));
    }

    @Test
    void aBrokenRuleIsReportedWithItsPlaceAndStopsNoOther() throws IOException {
        rules.file("events/one.jsonl", labelled("both", BOTH));
        rules.file(
                "rules/broken.yml", "title: Broken\nlogsource: {product: windows}\ndetection: {condition: nothing}\n");
        rules.file("rules/noyaml.yml", "title: [\n");
        assertThat(rules.match()).isZero();
        assertThat(rules.answers()).containsEntry("both", List.of(SHELL, WHOAMI));
        assertThat(rules.err()).containsPattern("broken\\.yml:\\d+:\\d+: ").containsPattern("noyaml\\.yml:\\d+:\\d+: ");
        assertThat(rules.match("--strict")).isEqualTo(1);
        assertThat(rules.answers()).as("strict answers, too").containsKey("both");
    }

    @Test
    void aLineWithoutAnEventIsReportedAndCounted() throws IOException {
        rules.file(
                "events/one.jsonl",
                labelled("both", BOTH) + "{\"eid\":\"half\",\n[]\n{\"eid\":\"bare\"}\n" + labelled("more", BOTH));
        assertThat(rules.match()).isZero();
        assertThat(rules.answers()).containsOnlyKeys("both", "more");
        assertThat(rules.err())
                .contains("one.jsonl:2: no event", "one.jsonl:3: no event", "one.jsonl:4: no event", "3 lines without");
        assertThat(rules.match("--strict")).isEqualTo(1);
    }

    @Test
    void withoutARuleThatCanBeUsedNothingIsDone() throws IOException {
        rules.file("events/one.jsonl", labelled("both", BOTH));
        Files.delete(directory.resolve("rules/whoami.yml"));
        rules.file("rules/deep/shell.yaml", "title: only\n");
        assertThat(rules.match()).isEqualTo(1);
        assertThat(rules.err()).contains("shell.yaml:1", "None of the 1 files holds a rule that can be used");
        assertThat(directory.resolve("out.jsonl")).doesNotExist();
    }

    @Test
    void missingFoldersAreNamed() throws IOException {
        assertThat(rules.match()).isEqualTo(1);
        assertThat(rules.err()).contains("There is no " + rules.at("events"));
        assertThat(rules.run("match", "--rules", rules.at("rules"))).isEqualTo(2);
    }

    @Test
    void rawLinesBecomeEventsOfTheProductAndAreNamedByTheirPlace() throws IOException {
        rules.file("events/sysmon.jsonl", """
                {"Event":{"System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon"}},"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"ws-7","TimeCreated":{"#attributes":{"SystemTime":"2026-03-02T08:00:00.000Z"}}},"EventData":{"Image":"C:\\\\Windows\\\\System32\\\\cmd.exe","CommandLine":"cmd /c whoami","UtcTime":"2026-03-02 08:00:00.000"}}}

                <13>Mar  2 08:00:01 ws-7 app: nothing to see
                """);
        assertThat(rules.match("--format", "raw")).isZero();
        String file = rules.at("events") + "/sysmon.jsonl";
        assertThat(rules.answers())
                .containsOnlyKeys(file + ":1", file + ":3")
                .containsEntry(file + ":1", List.of(SHELL, WHOAMI))
                .containsEntry(file + ":3", List.of());
    }

    @Test
    void aRuleThatOnlyServesACorrelationIsNotNamed() throws IOException {
        correlations();
        rules.file("events/one.jsonl", failure("f1", "10:00:00", "eve") + labelled("both", BOTH));
        assertThat(rules.match()).isZero();
        assertThat(rules.answers()).containsEntry("f1", List.of()).containsEntry("both", List.of(SHELL, WHOAMI));
        assertThat(rules.match("--base-rules")).isZero();
        assertThat(rules.answers()).containsEntry("f1", List.of(FAILED));
    }

    @Test
    void aCorrelationIsNamedAtTheEventsThatCompleteOrGrowItsMatch() throws IOException {
        correlations();
        rules.file(
                "events/one.jsonl",
                failure("f1", "10:00:00", "eve")
                        + failure("f2", "10:00:10", "eve")
                        + failure("other", "10:00:11", "bob")
                        + failure("f3", "10:00:20", "eve")
                        + failure("f4", "10:00:30", "Eve")
                        + failure("later", "11:00:00", "eve")
                        + failure("timeless", "", "eve"));
        assertThat(rules.match()).isZero();
        assertThat(rules.answers())
                .containsEntry("f2", List.of())
                .containsEntry("other", List.of())
                .containsEntry("f3", List.of(GUESSING))
                .containsEntry("f4", List.of(GUESSING))
                .containsEntry("later", List.of())
                .containsEntry("timeless", List.of());
        assertThat(rules.err()).contains("2 correlations, 1 of their events have no time");
    }

    @Test
    void whatIsOnlyKnownInTheEndIsNamedAtTheLastEventOfTheWindow() throws IOException {
        correlations();
        rules.file("events/one.jsonl", failure("f1", "10:00:00", "eve") + labelled("both", BOTH));
        rules.file("rules/quiet.yml", """
                title: No more than one failure
                id: %s
                correlation:
                    type: event_count
                    rules: [failed]
                    group-by: [TargetUserName]
                    timespan: 1m
                    condition: {lte: 1}
                level: low
                """.formatted(QUIET));
        assertThat(rules.match()).isZero();
        assertThat(rules.answers()).containsEntry("f1", List.of(QUIET)).containsEntry("both", List.of(SHELL, WHOAMI));
        assertThat(rules.err()).contains("2 events, 3 pairs");
    }

    private void correlations() throws IOException {
        rules.file("rules/failed.yml", """
                title: Failed login
                id: %s
                name: failed
                logsource: {product: windows, service: security}
                detection:
                    selection: {EventID: 4625}
                    condition: selection
                level: low
                """.formatted(FAILED));
        for (String name : List.of("guessing", "sum")) {
            rules.file("rules/" + name + ".yml", """
                    title: Many failed logins
                    id: %s
                    correlation:
                        type: %s
                        rules: [failed]
                        group-by: [TargetUserName]
                        timespan: 1m
                        condition: %s
                    level: high
                    """.formatted(
                            name.equals("sum") ? "f0000000-0000-4000-8000-000000000006" : GUESSING,
                            name.equals("sum") ? "value_sum" : "event_count",
                            name.equals("sum") ? "{field: Bytes, gt: 5}" : "{gte: 3}"));
        }
    }

    private static String failure(String eid, String time, String user) {
        return "{\"eid\":\"%s\",\"logsource\":{\"product\":\"windows\"},\"event\":{\"SystemTime\":\"2026-03-02T%sZ\",\"Channel\":\"Security\",\"EventID\":4625,\"TargetUserName\":\"%s\"}}\n"
                .formatted(eid, time, user);
    }
}
