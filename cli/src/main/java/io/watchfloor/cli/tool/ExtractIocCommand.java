package io.watchfloor.cli.tool;

import io.watchfloor.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor tool extract-ioc}: the indicators in texts, a text a line. */
@Command(
        name = "extract-ioc",
        mixinStandardHelpOptions = true,
        description =
                "Find indicators in texts. Reads lines {\"id\":…,\"text\":…,\"ioc_types\":[…]} (types optional), writes lines {\"id\":…,\"found\":{type:[values]}}.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a line could not be read, or a file", "2:wrong options"})
final class ExtractIocCommand implements Callable<Integer> {
    private static final int PROGRESS = 100_000;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "Texts, a JSON object a line.")
    private @Nullable Path in;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answers go.")
    private @Nullable Path out;

    @Option(names = "--include-hosts", description = "Also give the names in URLs and e-mail addresses as domains.")
    private boolean includeHosts;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ExtractIocCommand() {}

    @Override
    public Integer call() throws IOException {
        Path source = Objects.requireNonNull(in);
        if (!Files.isRegularFile(source)) {
            throw new CommandException("There is no file " + source + ".");
        }
        PrintWriter messages = spec.commandLine().getErr();
        long begun = System.nanoTime();
        try (BufferedReader lines = Files.newBufferedReader(source);
                ToolAnswers answers = new ToolAnswers(Objects.requireNonNull(out))) {
            IocLines texts = new IocLines(includeHosts);
            each(lines, texts, answers, messages);
            answers.finish();
            summary(texts, (System.nanoTime() - begun) / 1e9, messages);
        }
        return 0;
    }

    private static void each(BufferedReader lines, IocLines texts, ToolAnswers answers, PrintWriter messages)
            throws IOException {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                answers.write(texts.answer(line, number));
            }
            if (number % PROGRESS == 0) {
                messages.printf(Locale.ROOT, "         %,9d lines%n", number);
                messages.flush();
            }
        }
    }

    private void summary(IocLines texts, double seconds, PrintWriter messages) {
        messages.printf(
                Locale.ROOT, "texts    %,9d, %,d characters (%.1f s)%n", texts.texts(), texts.characters(), seconds);
        messages.printf(Locale.ROOT, "found    %,9d values%n", texts.values());
        texts.byType().forEach((type, count) -> messages.printf(Locale.ROOT, "         %,9d %s%n", count, type));
        if (texts.truncated() > 0) {
            messages.printf(Locale.ROOT, "cut      %,9d texts were over the limits%n", texts.truncated());
        }
        messages.println("answers  " + out);
        messages.flush();
    }
}
