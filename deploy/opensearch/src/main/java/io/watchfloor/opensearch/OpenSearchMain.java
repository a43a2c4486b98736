package io.watchfloor.opensearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.http.HttpInfo;
import org.opensearch.http.HttpServerTransport;

/**
 * OpenSearch's own JVM: one or three nodes on loopback, until TERM or until standard input ends, as it does with the process that started it.
 *
 * <p>Arguments: a directory for the data, which survives restarts; the number of nodes; the HTTP port of the first node (each next one has the
 * next port), or 0 for any. When all nodes are up, the file {@code ready} of the directory holds their URLs, one a line.
 */
public final class OpenSearchMain {

    private static final String LOOPBACK = "127.0.0.1";

    private final Path directory;
    private final int nodes;
    private final int port;
    private final OpenSearchRunner runner = new OpenSearchRunner();

    private OpenSearchMain(Path directory, int nodes, int port) {
        this.directory = directory;
        this.nodes = nodes;
        this.port = port;
    }

    /**
     * Runs the nodes.
     *
     * @param arguments directory, number of nodes, first port
     * @throws IOException if the directory cannot be written or standard input not read
     */
    public static void main(String[] arguments) throws IOException {
        OpenSearchMain main = new OpenSearchMain(
                Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "opensearch-shutdown"));
        main.start();
        while (System.in.read() >= 0) {
            // whoever started this only ever ends it
        }
        System.exit(0);
    }

    private void start() throws IOException {
        List<Integer> transports = transports();
        runner.onBuild((number, settings) -> settings(number, settings, transports));
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(directory.toString())
                .clusterName("watchfloor")
                .numOfNode(nodes));
        runner.admin()
                .cluster()
                .prepareHealth()
                .setWaitForNodes(Integer.toString(nodes))
                .setTimeout(TimeValue.timeValueMinutes(2))
                .get();
        Path part = directory.resolve("ready.part");
        Files.write(part, IntStream.range(0, nodes).mapToObj(this::url).toList());
        Files.move(part, directory.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void settings(int number, Settings.Builder settings, List<Integer> transports) {
        settings.put("network.host", LOOPBACK)
                .put("http.port", port == 0 ? 0 : port + number - 1)
                .put("transport.port", transports.get(number - 1))
                // A nearly full disk would make indices read-only in the middle of a test.
                .put("cluster.routing.allocation.disk.threshold_enabled", false);
        if (nodes > 1) {
            settings.putList(
                            "discovery.seed_hosts",
                            transports.stream()
                                    .map(each -> LOOPBACK + ":" + each)
                                    .toList())
                    // All nodes are started one behind the other: the first of a restarted cluster has no majority yet.
                    .put("discovery.initial_state_timeout", "0s");
        }
    }

    /** Nodes find one another by fixed ports; one alone takes any. */
    private List<Integer> transports() throws IOException {
        return nodes == 1 ? List.of(0) : free(nodes);
    }

    /** Ports that were free a moment ago, all at once so that they differ. */
    private static List<Integer> free(int count) throws IOException {
        if (count == 0) {
            return List.of();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Stream.concat(Stream.of(socket.getLocalPort()), free(count - 1).stream())
                    .toList();
        }
    }

    private String url(int node) {
        HttpInfo http = runner.getNode(node)
                .injector()
                .getInstance(HttpServerTransport.class)
                .info();
        return "http://" + LOOPBACK + ":" + http.getAddress().publishAddress().getPort();
    }

    private void stop() {
        try {
            runner.close();
        } catch (IOException e) {
            System.err.println("OpenSearch did not close cleanly: " + e);
        }
    }
}
