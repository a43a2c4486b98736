package io.watchfloor.cli.attack;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueStatus;
import io.watchfloor.attack.stix.ImportedAttack;
import io.watchfloor.cli.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchfloor attack import}: an own bundle of ATT&amp;CK for the running system. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Check a STIX 2.1 bundle of ATT&CK Enterprise (enterprise-attack.json), say what is in it, and keep it in the data directory: from the next `up` on, mitre_map answers with its techniques and quotes its sentences.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the file is no such bundle", "2:wrong options"})
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    private Path file = Path.of("enterprise-attack.json");

    @Option(names = "--check", description = "Keep nothing; say only what is in it.")
    private boolean check;

    @Mixin
    private StackOptions options = new StackOptions();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        long begun = System.nanoTime();
        ImportedAttack imported = BundleFile.read(file);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "ATT&CK Enterprise %s, read in %.1f s%n",
                imported.catalogue().version(),
                (System.nanoTime() - begun) / 1e9);
        summary(imported, out);
        if (!check) {
            Path target = options.config().attackBundle();
            keep(target);
            out.println("Kept as " + target + "; used from the next `up` on.");
        }
        out.flush();
        return 0;
    }

    private static void summary(ImportedAttack imported, PrintWriter out) {
        AttackCatalogue bundled = AttackCatalogue.bundled();
        for (TechniqueStatus status : TechniqueStatus.values()) {
            long count = count(imported.catalogue(), status);
            if (count > 0) {
                out.printf(Locale.ROOT, "%,9d techniques %s%n", count, status.wireName());
            }
        }
        long added = imported.catalogue().techniques().stream()
                .filter(each -> each.status() == TechniqueStatus.ACTIVE)
                .filter(each -> bundled.technique(each.id())
                        .map(Technique::status)
                        .filter(TechniqueStatus.ACTIVE::equals)
                        .isEmpty())
                .count();
        long left = bundled.techniques().stream()
                .filter(each -> each.status() == TechniqueStatus.ACTIVE)
                .filter(each -> imported.catalogue().inThisVersion(each.id()).isEmpty())
                .count();
        out.printf(Locale.ROOT, "%,9d active ones that are not in the bundled version %s%n", added, bundled.version());
        out.printf(Locale.ROOT, "%,9d techniques of the bundled version that this one does not have%n", left);
        out.printf(Locale.ROOT, "%,9d sentences to quote%n", imported.quotes().size());
        out.println(imported.copyright());
    }

    private static long count(AttackCatalogue catalogue, TechniqueStatus status) {
        return catalogue.techniques().stream()
                .filter(each -> each.status() == status)
                .count();
    }

    private void keep(Path target) throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
        Path copied = Files.copy(file, folder.resolve(partial.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Path unused = Files.move(copied, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
