package io.watchfloor.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bursts of a real log, checked against what its keepers expect; skipped where the data set is absent. */
class SshBruteForceScenarioTest {
    private static final String SCENARIO = "shared/logs/scenarios/S01-ssh-bruteforce-openssh";
    private static final Pattern FAILED =
            Pattern.compile("^(\\w+ +\\d+ \\S+) .*Failed password for .* from (\\S+) port \\d+.*$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu MMM d HH:mm:ss", Locale.ENGLISH);

    private record Seen(String source, Hit hit) {}

    @ParameterizedTest
    @ValueSource(longs = {-1, 7, 8})
    void nineSourcesMakeTenBurstsInAnyOrder(long seed) throws IOException {
        Path folder = scenario();
        assumeTrue(Files.exists(folder), "the data set " + SCENARIO + " is absent");
        List<Seen> seen = failures(folder);
        assertThat(seen).hasSize(520);
        if (seed >= 0) {
            Collections.shuffle(seen, new Random(seed));
        }
        FrequencyWindow window = new FrequencyWindow(Duration.ofSeconds(300), 5, List.of());
        Map<String, MemoryGroupLog> logs = new TreeMap<>();
        for (Seen one : seen) {
            Outcome outcome =
                    window.onHit(logs.computeIfAbsent(one.source(), key -> new MemoryGroupLog(10_000)), one.hit());
            assertThat(outcome).isNotNull();
        }
        List<String> found = logs.entrySet().stream()
                .flatMap(entry -> entry.getValue().bursts().stream().map(burst -> line(entry.getKey(), burst)))
                .sorted()
                .toList();
        assertThat(found).hasSize(10).isEqualTo(expected(folder));
        assertThat(found.stream().map(line -> line.split(" ")[0]).distinct()).hasSize(9);
    }

    private static String line(String source, Burst burst) {
        return source + " " + Instant.ofEpochMilli(burst.first().timeMs()) + " "
                + Instant.ofEpochMilli(burst.firstHotMs()) + " " + Instant.ofEpochMilli(burst.lastHotMs());
    }

    private static List<String> expected(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode alert : new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get("expected_alerts")) {
            lines.add(String.join(
                    " ",
                    alert.get("group").get("source.ip").asText(),
                    alert.get("start_ts").asText(),
                    alert.get("trigger_ts").asText(),
                    alert.get("last_ts").asText()));
        }
        Collections.sort(lines);
        return lines;
    }

    private static List<Seen> failures(Path folder) throws IOException {
        List<Seen> seen = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("OpenSSH_2k.log"), StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = FAILED.matcher(lines.get(i));
            if (matcher.matches()) {
                LocalDateTime time =
                        LocalDateTime.parse("2016 " + matcher.group(1).replaceAll(" +", " "), TIME);
                seen.add(new Seen(
                        matcher.group(2),
                        new Hit(time.toInstant(ZoneOffset.UTC).toEpochMilli(), "line-%05d".formatted(i + 1))));
            }
        }
        return seen;
    }

    private static Path scenario() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(SCENARIO))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of(SCENARIO));
    }
}
