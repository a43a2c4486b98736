package io.watchfloor.cli.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
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
    @CommandLine.Mixin
    private final ToolFiles files = new ToolFiles();

    @Option(names = "--include-hosts", description = "Also give the names in URLs and e-mail addresses as domains.")
    private boolean includeHosts;

    ExtractIocCommand() {}

    @Override
    public Integer call() throws IOException {
        IocLines texts = new IocLines(includeHosts);
        ToolFiles.Answered answered = files.answer(texts::answer);
        summary(texts, answered, files.messages());
        files.end();
        return 0;
    }

    private static void summary(IocLines texts, ToolFiles.Answered answered, PrintWriter messages) {
        messages.printf(
                Locale.ROOT,
                "texts    %,9d, %,d characters (%.1f s)%n",
                answered.texts(),
                texts.characters(),
                answered.seconds());
        messages.printf(Locale.ROOT, "found    %,9d values%n", texts.values());
        texts.byType().forEach((type, count) -> messages.printf(Locale.ROOT, "         %,9d %s%n", count, type));
        if (texts.truncated() > 0) {
            messages.printf(Locale.ROOT, "cut      %,9d texts were over the limits%n", texts.truncated());
        }
    }
}
