package io.watchfloor.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExtractIocCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter messages = new StringWriter();

    @Test
    void everyLineIsAnswered() throws IOException {
        Path out = folder.resolve("out.jsonl");
        int code = run("""
                {"id": "a", "text": "evil[.]ru at 81.2.69.160"}

                {"id": 2, "text": "evil.ru 81.2.69.160", "ioc_types": ["ip"]}
                {"id": "c", "text": "nothing"}
                """, out);
        assertThat(code).isZero();
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "{\"id\":\"a\",\"found\":{\"domain\":[\"evil.ru\"],\"ipv4\":[\"81.2.69.160\"]}}",
                        "{\"id\":2,\"found\":{\"ipv4\":[\"81.2.69.160\"]}}",
                        "{\"id\":\"c\",\"found\":{}}");
        assertThat(messages.toString()).contains("3, 50 characters").contains("2 ipv4");
    }

    @Test
    void aLineThatIsNoQuestionLeavesNoAnswers() throws IOException {
        Path out = folder.resolve("out.jsonl");
        assertThat(run("{\"id\": \"a\"}\n", out)).isEqualTo(1);
        assertThat(run("{\"id\": \"a\", \"text\": \"x\", \"ioc_types\": [\"user\"]}\n", out))
                .isEqualTo(1);
        assertThat(run("evil.ru\n", out)).isEqualTo(1);
        assertThat(folder.resolve("in.jsonl").getParent().toFile().list()).containsExactly("in.jsonl");
        assertThat(messages.toString())
                .contains("Line 1: it has no text")
                .contains("user")
                .contains("no JSON");
    }

    private int run(String questions, Path out) throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), questions);
        return new CommandLine(new ExtractIocCommand())
                .setErr(new PrintWriter(messages, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute("--in", in.toString(), "--out", out.toString());
    }
}
