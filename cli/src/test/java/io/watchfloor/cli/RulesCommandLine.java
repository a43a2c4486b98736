package io.watchfloor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** {@code watchfloor rules …} in a folder, as a person calls it. */
final class RulesCommandLine {
    private final Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    RulesCommandLine(Path directory) {
        this.directory = directory;
    }

    /** Writes a file below the folder. */
    Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Path unused = Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    int run(String... arguments) {
        CommandLine command = Watchfloor.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(
                Stream.concat(Stream.of("rules"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Matches {@code rules} against {@code events} of the folder, with further options. */
    int match(String... options) {
        return run(Stream.concat(
                        Stream.of("match", "--rules", at("rules"), "--events", at("events"), "--out", at("out.jsonl")),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    String at(String name) {
        return directory.resolve(name).toString();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The ids of rules by the name of the event, in the order of the answers. */
    Map<String, List<String>> answers() throws IOException {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(directory.resolve("out.jsonl"))) {
            JsonNode answer = json(line);
            answers.put(
                    answer.path("eid").asText(),
                    StreamSupport.stream(answer.path("rule_ids").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
        }
        return answers;
    }

    private static JsonNode json(String line) {
        try {
            return Api.JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
