package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All rules over all labelled events, by the command. They lie beside the repository in {@code ../shared/sigma}, or below where the system
 * property {@code watchfloor.shared} says, and are read in place; without them the test is skipped.
 */
class RulesMatchTruthTest {
    private static final int EXPECTED_PAIRS = 10_476;

    @TempDir
    Path directory;

    @Test
    void theExpectedPairsAreFoundAndNotOneOther() throws IOException {
        Path sigma = find();
        Assumptions.assumeTrue(sigma != null, "skipped: the sample data sigma is not on this machine");
        RulesCommandLine rules = new RulesCommandLine(directory);
        List<Path> files = new ArrayList<>(events(sigma));
        assertThat(rules.run(
                        "match",
                        "--rules",
                        sigma.resolve("rules").toString(),
                        "--events",
                        sigma.resolve("events").toString(),
                        sigma.resolve("regression/regression.jsonl").toString(),
                        "--out",
                        rules.at("out.jsonl")))
                .as(rules.err())
                .isZero();
        files.add(sigma.resolve("regression/regression.jsonl"));
        Set<String> expected = new HashSet<>();
        for (Path file : files) {
            pairs(file, "expected", expected);
        }
        Set<String> found = new HashSet<>();
        pairs(directory.resolve("out.jsonl"), "rule_ids", found);
        assertThat(expected).hasSize(EXPECTED_PAIRS);
        assertThat(without(expected, found)).as("missing").isEmpty();
        assertThat(without(found, expected)).as("too many").isEmpty();
    }

    private static List<Path> events(Path sigma) throws IOException {
        try (var files = Files.list(sigma.resolve("events"))) {
            return files.sorted().toList();
        }
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static void pairs(Path file, String member, Set<String> into) throws IOException {
        boolean packed = file.toString().endsWith(".gz");
        try (InputStream raw = new FileInputStream(file.toFile());
                InputStream in = packed ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode answer = Api.JSON.readTree(line);
                answer.path(member).forEach(id -> into.add(answer.path("eid").asText() + " " + id.asText()));
            }
        }
    }

    private static Path find() {
        String given = System.getProperty("watchfloor.shared");
        if (given != null) {
            Path path = Path.of(given, "sigma");
            return Files.exists(path) ? path : null;
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/sigma");
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
