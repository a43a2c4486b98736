package io.watchfloor.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Windows events as a converter of event logs writes them, through parser and mapping, against what each must match;
 * read in place: a folder beside the repository, or system property watchfloor.shared.
 */
class RawGroundTruthTest {
    private static final Path SIGMA = Path.of(System.getProperty("watchfloor.shared", "../../shared"), "sigma");

    @Test
    void rawEventsMatchTheRulesTheyMustAndNoOthers(@TempDir Path folder) throws IOException {
        Path samples = SIGMA.resolve("regression/regression.jsonl");
        Assumptions.assumeTrue(Files.exists(samples), () -> "skipped: " + samples + " is absent");
        List<String> raw = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(samples)) {
            JsonNode sample = ContractJson.mapper().readTree(line);
            raw.add(sample.get("raw").toString());
            expected.add(raw.size() + " " + ids(sample.get("expected")));
        }
        Path events = Files.write(folder.resolve("events.json"), raw);
        Path out = folder.resolve("out.jsonl");
        int exit = new CommandLine(new MatchCommand())
                .execute(
                        "--rules",
                        SIGMA.resolve("rules").toString(),
                        "--events",
                        events.toString(),
                        "--format",
                        "raw",
                        "--out",
                        out.toString());
        assertThat(exit).isZero();
        List<String> actual = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            actual.add(actual.size() + 1 + " "
                    + ids(ContractJson.mapper().readTree(line).get("rule_ids")));
        }
        assertThat(actual).hasSizeGreaterThan(100).isEqualTo(expected);
    }

    private static TreeSet<String> ids(JsonNode list) {
        TreeSet<String> ids = new TreeSet<>();
        list.forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
