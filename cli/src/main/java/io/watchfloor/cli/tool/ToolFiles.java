package io.watchfloor.cli.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The files of a tool: questions, a JSON object a line, and their answers in the same order, a line each. */
final class ToolFiles {
    private static final int PROGRESS = 100_000;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "Texts, a JSON object a line.")
    private @Nullable Path in;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answers go.")
    private @Nullable Path out;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    /**
     * What was answered.
     *
     * @param texts lines that are not blank
     */
    record Answered(long texts, double seconds) {}

    /**
     * Answers every line. The file of answers appears when all are answered, and not at all when one is refused.
     *
     * @throws CommandException if there is no such file, or for a line that is no JSON object
     */
    Answered answer(Function<ToolLine, ObjectNode> tool) throws IOException {
        Path source = Objects.requireNonNull(in);
        if (!Files.isRegularFile(source)) {
            throw new CommandException("There is no file " + source + ".");
        }
        long begun = System.nanoTime();
        try (BufferedReader lines = Files.newBufferedReader(source);
                ToolAnswers answers = new ToolAnswers(Objects.requireNonNull(out))) {
            long texts = each(lines, tool, answers);
            answers.finish();
            return new Answered(texts, (System.nanoTime() - begun) / 1e9);
        }
    }

    /** Says where the answers are. */
    void end() {
        messages().println("answers  " + out);
        messages().flush();
    }

    PrintWriter messages() {
        return spec.commandLine().getErr();
    }

    private long each(BufferedReader lines, Function<ToolLine, ObjectNode> tool, ToolAnswers answers)
            throws IOException {
        long number = 0;
        long texts = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                answers.write(tool.apply(ToolLine.parse(number, line)));
                texts++;
            }
            if (number % PROGRESS == 0) {
                messages().printf(Locale.ROOT, "         %,9d lines%n", number);
                messages().flush();
            }
        }
        return texts;
    }
}
