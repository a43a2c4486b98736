package io.watchfloor.search;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.watchfloor.local.OpenSearchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch, new for each test JVM; of three nodes with {@code -Dwatchfloor.opensearch.nodes=3}. */
public class OpenSearchInfrastructure implements QuarkusTestResourceLifecycleManager {
    private static volatile @Nullable OpenSearchProcess running;

    /** Whether there is one to start: the module {@code deploy/opensearch} is built before this one. */
    public static boolean isBuilt() {
        return OpenSearchProcess.isBuilt();
    }

    @Override
    public Map<String, String> start() {
        int nodes = Integer.getInteger("watchfloor.opensearch.nodes", 1);
        OpenSearchProcess process =
                OpenSearchProcess.start(new OpenSearchProcess.Config(newDirectory(), 512 * nodes, nodes, 0));
        running = process;
        return Map.of(
                "watchfloor.store.opensearch.hosts",
                process.uris().stream().map(URI::toString).collect(Collectors.joining(",")));
    }

    @Override
    public void stop() {
        OpenSearchProcess process = running;
        if (process != null) {
            process.close();
        }
    }

    /** Kills it as a crash would, and starts it again on the same port with what it had stored. */
    public static void crash() {
        OpenSearchProcess process = Objects.requireNonNull(running);
        process.kill();
        OpenSearchProcess.Config config = process.config();
        running = OpenSearchProcess.start(new OpenSearchProcess.Config(
                config.directory(),
                config.heapMegabytes(),
                config.nodes(),
                process.uri().getPort()));
    }

    /** Where its first node serves. */
    public static URI uri() {
        return Objects.requireNonNull(running).uri();
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "opensearch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
