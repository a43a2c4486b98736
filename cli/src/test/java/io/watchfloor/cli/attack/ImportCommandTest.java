package io.watchfloor.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
    private static final String BUNDLE = """
            {"type": "bundle", "objects": [
              {"type": "x-mitre-collection", "id": "c--1", "x_mitre_version": "77.0", "modified": "2031-01-01T00:00:00Z"},
              {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Key watching", "description": "Each keystroke of the user is kept.",
               "external_references": [{"source_name": "mitre-attack", "external_id": "T7056"}]}]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void aBundleIsKeptForTheNextStart() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), BUNDLE);
        assertThat(run(file.toString(), "--data-dir", folder.resolve("data").toString()))
                .isZero();
        assertThat(folder.resolve("data/attack/enterprise-attack.json")).hasContent(BUNDLE);
        assertThat(said.toString())
                .contains("ATT&CK Enterprise 77.0")
                .contains("1 techniques active")
                .contains("1 active ones that are not in the bundled version")
                .contains("1 sentences to quote")
                .contains("© 2031 The MITRE Corporation");
    }

    @Test
    void whatIsNoBundleIsNotKept() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), "{\"type\": \"report\"}");
        assertThat(run(file.toString(), "--data-dir", folder.resolve("data").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(said.toString()).contains("mine.json is no bundle of ATT&CK: type is not bundle (line 1");
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(said, true);
        return new CommandLine(new ImportCommand())
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
