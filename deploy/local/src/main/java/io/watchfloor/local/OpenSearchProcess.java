package io.watchfloor.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real OpenSearch on loopback in a JVM of its own, for tests and measurements; never longer than the JVM that started it. Needs the module
 * {@code deploy/opensearch} to be built.
 */
public final class OpenSearchProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final String MAIN = "io.watchfloor.opensearch.OpenSearchMain";
    private static final Path MODULE = Path.of("deploy", "opensearch", "target");

    /**
     * How to run it.
     *
     * @param directory its home: data, {@code opensearch.log}; what it holds of an earlier run is there again
     * @param heapMegabytes memory of its JVM, at least 256
     * @param nodes 1 or 3, all in that JVM
     * @param port of the first node on loopback, or 0 for any
     */
    public record Config(Path directory, int heapMegabytes, int nodes, int port) {
        public Config {
            directory = directory.toAbsolutePath().normalize();
            if (heapMegabytes < 256 || (nodes != 1 && nodes != 3)) {
                throw new IllegalArgumentException("OpenSearch needs 256 MB or more, and 1 or 3 nodes");
            }
        }

        Path log() {
            return directory.resolve("opensearch.log");
        }

        Path ready() {
            return directory.resolve("ready");
        }
    }

    private final Config config;
    private final Process process;
    private final List<URI> uris;

    private OpenSearchProcess(Config config, Process process, List<URI> uris) {
        this.config = config;
        this.process = process;
        this.uris = List.copyOf(uris);
    }

    /** Whether the module is built, so that {@link #start} can run. */
    public static boolean isBuilt() {
        return built().isPresent();
    }

    /**
     * Starts it and returns when all nodes serve.
     *
     * @throws LaunchException if it is not built, or ends, or takes longer than 180 s
     */
    public static OpenSearchProcess start(Config config) {
        Path module = built().orElseThrow(() -> new LaunchException(
                "OpenSearch is not built. Build it: mvn -q -pl deploy/opensearch package, or ./watchfloor build."));
        PrivateFiles.directory(config.directory());
        try {
            Files.deleteIfExists(config.ready());
            Process process = new ProcessBuilder(command(module, config))
                    .directory(config.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(config.log().toFile()))
                    .start();
            return awaitReady(config, process);
        } catch (IOException e) {
            throw new LaunchException("OpenSearch could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static OpenSearchProcess awaitReady(Config config, Process process) throws IOException {
        if (!Waiting.until(START_LIMIT, () -> Files.exists(config.ready()) || !process.isAlive())
                || !process.isAlive()) {
            process.destroyForcibly();
            throw new LaunchException("OpenSearch did not start. The last lines of its log " + config.log() + ":\n  "
                    + String.join("\n  ", LogTail.last(config.log(), 20)));
        }
        List<URI> uris =
                Files.readAllLines(config.ready()).stream().map(URI::create).toList();
        return new OpenSearchProcess(config, process, uris);
    }

    private static List<String> command(Path module, Config config) {
        return List.of(
                Java.program(),
                "-Xms" + config.heapMegabytes() + "m",
                "-Xmx" + config.heapMegabytes() + "m",
                "-XX:-UsePerfData",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=UTC",
                "-cp",
                module.resolve("classes") + File.pathSeparator + module.resolve("lib") + File.separator + "*",
                MAIN,
                config.directory().toString(),
                Integer.toString(config.nodes()),
                Integer.toString(config.port()));
    }

    /** In the repository that this JVM works in: where the command says, else the working directory or one above it. */
    private static Optional<Path> built() {
        Path start = Path.of(System.getProperty("watchfloor.home", "")).toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(MODULE))
                .filter(module -> Files.isDirectory(module.resolve("lib")))
                .filter(module -> Files.isDirectory(module.resolve("classes")))
                .findFirst();
    }

    /** Where the first node serves HTTP. */
    public URI uri() {
        return uris.getFirst();
    }

    /** Where each node serves HTTP. */
    public List<URI> uris() {
        return uris;
    }

    /** Process id of its JVM. */
    public long pid() {
        return process.pid();
    }

    /** Its log file. */
    public Path log() {
        return config.log();
    }

    /** How it was started. */
    public Config config() {
        return config;
    }

    /** Kills it as a crash would ({@code kill -9}), and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        Processes.awaitEnd(process.toHandle(), STOP_LIMIT);
    }

    /** Stops it, within 30 s cleanly, else by force. Its data stays. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!Processes.awaitEnd(process.toHandle(), STOP_LIMIT)) {
                kill();
            }
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
