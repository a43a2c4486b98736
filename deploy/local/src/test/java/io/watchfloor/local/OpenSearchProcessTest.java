package io.watchfloor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchProcessTest {

    /** {@code -Dwatchfloor.opensearch.nodes=3} shows three. */
    private static final int NODES = Integer.getInteger("watchfloor.opensearch.nodes", 1);

    @TempDir
    private Path directory;

    @Test
    void whatWasStoredIsThereAfterACrash() throws IOException, InterruptedException {
        assumeThat(OpenSearchProcess.isBuilt()).as("deploy/opensearch is built").isTrue();
        OpenSearchProcess.Config config = new OpenSearchProcess.Config(directory, 512, NODES, 0);
        try (OpenSearchProcess first = OpenSearchProcess.start(config)) {
            assertThat(ask(first.uri(), "GET", "/_cat/nodes?h=version", "").lines())
                    .hasSize(NODES)
                    .allMatch(line -> line.strip().equals("3.8.0"));
            assertThat(ask(first.uri(), "PUT", "/logs/_create/1", "{\"a\":1}")).contains("\"created\"");
            first.kill();
            assertThat(ProcessHandle.of(first.pid())).isNotPresent();
        }
        try (OpenSearchProcess second = OpenSearchProcess.start(config)) {
            assertThat(ask(second.uris().getLast(), "GET", "/_cluster/health/logs?wait_for_status=yellow", ""))
                    .contains("\"timed_out\":false");
            assertThat(ask(second.uris().getLast(), "GET", "/logs/_source/1", ""))
                    .isEqualTo("{\"a\":1}");
        }
    }

    private static String ask(URI node, String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
