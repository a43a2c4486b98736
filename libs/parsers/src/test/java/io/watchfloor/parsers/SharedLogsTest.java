package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real logs with ground truth, read in place: a folder beside the repository, or system property watchfloor.shared. */
class SharedLogsTest {
    private static final Path LOGS = Path.of(System.getProperty("watchfloor.shared", "../../../shared"), "logs");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final LogParser parser = new LogParser();

    @Test
    void theRealBruteForceHasItsFailedAndSuccessfulLogins() throws IOException {
        List<Event> events = feed(Files.readAllBytes(file("scenarios/S01-ssh-bruteforce-openssh/OpenSSH_2k.log")));
        assertThat(events).hasSize(2000);
        assertThat(events.stream().map(Event::id).distinct()).hasSize(2000);
        assertThat(logins(events, "failure")).hasSize(520).allMatch(event -> event.text("source.ip") != null);
        assertThat(logins(events, "success")).hasSize(1);
        assertThat(events).noneMatch(event -> event.value("event.kind") != null);
    }

    @Test
    void theMixedFramingGivesFourMessages() throws IOException {
        List<Event> events = feed(Files.readAllBytes(file("syslog/rfc/framing-mixed.bin")));
        assertThat(events).hasSize(4).noneMatch(event -> event.value("event.kind") != null);
        assertThat(events.get(2).text("message")).isEqualTo("two\nlines");
    }

    @Test
    void theConformanceCasesAreReadAsExpected() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of(
                "syslog/go-syslog/rfc3164-cases.json",
                "syslog/go-syslog/rfc5424-cases.json",
                "syslog/rfc/rfc3164-examples.json",
                "syslog/rfc/rfc5424-examples.json")) {
            for (JsonNode each : new ObjectMapper().readTree(file(name).toFile())) {
                if (each.path("valid").asBoolean(true)) {
                    compare(each, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyFileOfTheCollectionIsReadWithoutLoss() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(file("auth")), Files.walk(file("syslog")))) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                for (Event event : feed(Files.readAllBytes(path))) {
                    assertThat(String.valueOf(event.value("error.message")))
                            .as(path.toString())
                            .doesNotContain("the parser failed");
                    assertThat(event.text("event.original")).isNotEmpty();
                }
            }
        }
    }

    @Test
    void failedLoginsOfAnotherCollectionAgreeWithItsGroundTruth() throws IOException {
        Path log = file("auth/beats/system/auth/test/secure-rhel7.log");
        List<String> expected = new ArrayList<>();
        for (JsonNode each :
                new ObjectMapper().readTree(Path.of(log + "-expected.json").toFile())) {
            if (each.path("event.outcome").asText().equals("failure")
                    && each.path("event.action").asText().equals("ssh_login")) {
                expected.add(each.path("user.name").asText() + " "
                        + each.path("source.ip").asText() + " "
                        + each.path("source.port").asInt());
            }
        }
        List<String> actual = logins(feed(Files.readAllBytes(log)), "failure").stream()
                .map(event -> event.text("user.name") + " " + event.text("source.ip") + " " + event.text("source.port"))
                .toList();
        assertThat(actual)
                .startsWith(expected.toArray(String[]::new)); // the ground truth is of the first hundred lines
    }

    private void compare(JsonNode each, List<String> wrong) {
        String input = each.get("input").asText();
        SyslogHeader header = SyslogHeader.parse(input, NOW, ZoneOffset.UTC);
        JsonNode expected = each.get("expected");
        check(wrong, input, expected.path("facility"), header.priority().facility());
        check(wrong, input, expected.path("severity"), header.priority().severity());
        check(wrong, input, expected.path("hostname"), header.host());
        check(wrong, input, expected.path("appname"), header.program().name());
        check(wrong, input, expected.path("procid"), header.program().processId());
        check(wrong, input, expected.path("msgid"), header.program().messageId());
        if (expected.hasNonNull("message")) {
            // One case writes its line feed escaped.
            check(wrong, input, expected.path("message"), header.message().replace("\n", "\\n"));
        }
        // Java knows no offsets beyond 18 hours, nor does the world.
        if (expected.hasNonNull("timestamp")
                && !expected.get("timestamp").asText().endsWith("-23:59")) {
            Instant time = Instant.parse(
                    java.time.OffsetDateTime.parse(expected.get("timestamp").asText())
                            .toInstant()
                            .toString());
            if (header.time() == null || !time.equals(header.time().instant())) {
                wrong.add(input + ": time " + header.time());
            }
        }
    }

    private static void check(List<String> wrong, String input, JsonNode expected, Object actual) {
        if (!expected.isMissingNode()
                && !(expected.isNull() ? actual == null : expected.asText().equals(String.valueOf(actual)))) {
            wrong.add(input + ": expected " + expected + ", got " + actual);
        }
    }

    private static List<Event> logins(List<Event> events, String outcome) {
        return events.stream()
                .filter(event -> "authentication".equals(event.value("event.category"))
                        && outcome.equals(event.value("event.outcome")))
                .toList();
    }

    private List<Event> feed(byte[] stream) {
        SyslogFramer framer = new SyslogFramer(1 << 16);
        List<byte[]> frames = new ArrayList<>(framer.feed(stream));
        frames.addAll(framer.end());
        java.util.Map<String, Integer> seen = new java.util.HashMap<>();
        return frames.stream()
                .map(frame -> {
                    int ordinal = seen.merge(new String(frame, StandardCharsets.ISO_8859_1), 1, Integer::sum) - 1;
                    return parser.syslog(frame, new Receipt("acme", null, NOW, ZoneOffset.UTC, "192.0.2.77", ordinal));
                })
                .toList();
    }

    private static Path file(String name) {
        Path path = LOGS.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(path), () -> "skipped: " + path.toAbsolutePath().normalize() + " is absent");
        return path;
    }
}
