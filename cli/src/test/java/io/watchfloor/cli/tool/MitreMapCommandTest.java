package io.watchfloor.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MitreMapCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter messages = new StringWriter();

    @Test
    void everyLineIsAnsweredInTheOrderOfTheFile() throws IOException {
        Path out = folder.resolve("out.jsonl");
        int code = run("""
                {"id": 7, "description": "The account was used as described under T1078."}

                {"id": "b", "description": "T1078", "indicators": ["T1059.001"]}
                """, out, "--limit", "1", "--fields", "indicators");
        assertThat(code).isZero();
        List<String> answers = Files.readAllLines(out);
        assertThat(answers).hasSize(2);
        assertThat(Api.JSON.readTree(answers.getFirst()).path("id").asInt()).isEqualTo(7);
        assertThat(Api.JSON.readTree(answers.getLast()).at("/ranked/0/0").asText())
                .isEqualTo("T1059.001");
        assertThat(messages.toString()).contains("texts            2");
    }

    @Test
    void anOwnVersionOfAttackIsAnsweredWithItsSentences() throws IOException {
        Path bundle = Files.writeString(folder.resolve("mine.json"), """
                {"type": "bundle", "objects": [{"type": "attack-pattern", "id": "attack-pattern--1", "name": "Key watching",
                 "description": "Each keystroke of the user is kept.",
                 "external_references": [{"source_name": "mitre-attack", "external_id": "T1056.001"}]}]}
                """);
        Path out = folder.resolve("out.jsonl");
        String question = "{\"id\": 1, \"description\": \"It logs the keystrokes of the user.\"}";
        assertThat(run(question, out, "--stix", bundle.toString(), "--timings")).isZero();
        JsonNode answer = Api.JSON.readTree(Files.readString(out));
        assertThat(answer.at("/ranked")).hasSize(1);
        assertThat(answer.at("/quotes/T1056.001/text").asText()).isEqualTo("Each keystroke of the user is kept.");
        assertThat(answer.path("copyright").asText()).contains("The MITRE Corporation");
        assertThat(messages.toString()).contains("model     read in").contains("bundle    read in");
    }

    @Test
    void aLineThatIsNoObjectLeavesNoAnswers() throws IOException {
        Path out = folder.resolve("out.jsonl");
        assertThat(run("\n[]\n", out)).isEqualTo(1);
        assertThat(run("{\"id\": 1\n", out)).isEqualTo(1);
        assertThat(folder.toFile().list()).containsExactly("in.jsonl");
        assertThat(messages.toString()).contains("Line 2 is no object").contains("Line 1 is no JSON");
    }

    private int run(String questions, Path out, String... more) throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), questions);
        CommandLine command = new CommandLine(new MitreMapCommand())
                .setErr(new PrintWriter(messages, true))
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    failed.getErr().println(failure.getMessage());
                    return 1;
                });
        List<String> arguments = new ArrayList<>(List.of("--in", in.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }
}
