package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.ModelFile;
import io.watchfloor.attack.mapping.TechniqueModel;
import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.bench.StarterBench;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor train attack}: the model that maps descriptions and indicators to techniques of ATT&amp;CK. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "Train the model that maps descriptions and indicators to techniques of ATT&CK.")
final class TrainAttackCommand implements Callable<Integer> {
    private static final String MODEL =
            "libs/attack/src/main/resources/io/watchfloor/attack/mapping/technique-model.bin.gz";

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            description = "The folder of data with known answers (default: the one beside the source tree).")
    private @Nullable Path shared;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Of the order of examples (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the model goes (default: into the source tree).")
    private @Nullable Path out;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    TrainAttackCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = SourceTree.home();
        LabelledTexts texts = new LabelledTexts(data(home).resolve("attack"));
        Examples examples = new Examples(texts.training());
        say(
                "%,d techniques; three parts are learned side by side",
                examples.techniques().size());
        TechniqueModel model = new ModelTraining(
                        examples, seed, (part, round, loss) -> say("%s, round %d: loss %.3f", part, round, loss))
                .model();
        Path file = out == null ? home.resolve(MODEL) : out;
        write(new ModelCalibration(model, examples).on(texts.measuring()), file);
        say("%s: %.1f MB", file, Files.size(file) / 1e6);
        return 0;
    }

    private static void write(TechniqueModel model, Path file) throws IOException {
        Path partial = file.toAbsolutePath().resolveSibling(file.getFileName() + ".partial");
        try (OutputStream stream = Files.newOutputStream(partial)) {
            ModelFile.write(model, stream);
        }
        Path unused = Files.move(partial, file.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path data(Path home) {
        if (shared != null) {
            return shared;
        }
        return StarterBench.beside(home)
                .orElseThrow(
                        () -> new CommandException("There is no data beside the source tree: name it by --shared."));
    }

    private synchronized void say(String format, Object... values) {
        PrintWriter messages = spec.commandLine().getOut();
        messages.println(String.format(Locale.ROOT, format, values));
        messages.flush();
    }
}
