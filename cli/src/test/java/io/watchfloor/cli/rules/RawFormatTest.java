package io.watchfloor.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RawFormatTest {
    private static final String RULES = """
            title: Whoami
            id: 5f0e6c52-6a0e-4f0e-9a0e-0d2b54a3c001
            status: test
            logsource: {product: windows, category: process_creation}
            detection:
              selection: {Image|endswith: '\\\\whoami.exe'}
              condition: selection
            level: low
            ---
            title: Failed SSH login
            id: 5f0e6c52-6a0e-4f0e-9a0e-0d2b54a3c002
            status: test
            logsource: {product: linux, service: sshd}
            detection:
              keywords: ['Failed password']
              condition: keywords
            level: low
            """;
    private static final String EVENTS = """
            {"Channel":"Security","EventID":4688,"Computer":"WS07","NewProcessName":"C:\\\\Windows\\\\whoami.exe"}
            {"Channel":"Security","EventID":4688,"Computer":"WS07","NewProcessName":"C:\\\\Windows\\\\cmd.exe"}

            <38>Nov  3 04:05:06 gate-7 sshd[1]: Failed password for root from 198.51.100.2 port 4 ssh2
            """;

    @Test
    void linesOfAnySourceGoThroughTheirParsers(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        Path events = Files.writeString(folder.resolve("events.log"), EVENTS);
        Path out = folder.resolve("out.jsonl");
        int exit = new CommandLine(new MatchCommand())
                .execute(
                        "--rules",
                        rules.toString(),
                        "--events",
                        events.toString(),
                        "--format",
                        "raw",
                        "--strict",
                        "--out",
                        out.toString());
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "{\"eid\":\"" + events + ":1\",\"rule_ids\":[\"5f0e6c52-6a0e-4f0e-9a0e-0d2b54a3c001\"]}",
                        "{\"eid\":\"" + events + ":2\",\"rule_ids\":[]}",
                        "{\"eid\":\"" + events + ":4\",\"rule_ids\":[\"5f0e6c52-6a0e-4f0e-9a0e-0d2b54a3c002\"]}");
    }
}
