package io.watchfloor.cli.tool;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.mapping.TechniqueMapper;
import io.watchfloor.attack.stix.ImportedAttack;
import io.watchfloor.cli.attack.BundleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where techniques come from: the bundled catalogue and model, or an own bundle with that model. */
final class AttackSource {

    @Option(
            names = "--stix",
            paramLabel = "FILE",
            description =
                    "A STIX 2.1 bundle of ATT&CK Enterprise (enterprise-attack.json): techniques are those of the bundle, and each is answered with the sentence that is nearest.")
    private @Nullable Path stix;

    @Option(names = "--timings", description = "Say how long it took to read catalogue, model and bundle.")
    private boolean timings;

    /**
     * What was read.
     *
     * @param imported the own bundle, if there is one
     */
    record Read(TechniqueMapper mapper, @Nullable ImportedAttack imported) {}

    /** Something that is read. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads them, the first time in this process. */
    Read read(PrintWriter messages) throws IOException {
        AttackCatalogue bundled = timed("catalogue", AttackCatalogue::bundled, messages);
        TechniqueMapper mapper = timed("model", TechniqueMapper::bundled, messages);
        Path file = stix;
        if (file == null) {
            return new Read(mapper.with(bundled), null);
        }
        ImportedAttack imported = timed("bundle", () -> BundleFile.read(file), messages);
        return new Read(mapper.with(imported.catalogue()), imported);
    }

    private <T> T timed(String what, Reading<T> reading, PrintWriter messages) throws IOException {
        long begun = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        T read = reading.read();
        if (timings) {
            messages.printf(
                    Locale.ROOT,
                    "%-9s read in %.3f s, %.3f s of CPU%n",
                    what,
                    (System.nanoTime() - begun) / 1e9,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
        }
        return read;
    }
}
