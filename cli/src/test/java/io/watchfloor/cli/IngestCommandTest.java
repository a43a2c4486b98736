package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IngestCommandTest {
    @TempDir
    private Path folder;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyPieceOfATableHasItsHeader() throws IOException {
        String header = "#separator \\x09\n#path\tconn\n#fields\tts\tuid\n#types\ttime\tstring\n";
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            rows.append("17673230")
                    .append(10 + i % 80)
                    .append(".5\tC")
                    .append(i)
                    .append('\n');
        }
        assertThat(ingest(header + rows + "#close\t2026-01-02-04-00-00\n", "zeek"))
                .isZero();
        assertThat(requests).hasSize(3).containsOnly("/api/v1/siem/logs?source=zeek text/plain; charset=utf-8");
        assertThat(bodies).allSatisfy(body -> assertThat(body.strip()).startsWith(header));
        assertThat(bodies.stream()
                        .flatMap(String::lines)
                        .filter(line -> !line.startsWith("#") && !line.isEmpty())
                        .toList())
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    private int ingest(String text, String source) throws IOException {
        Path file = Files.writeString(folder.resolve("logs"), text);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new CommandLine(new IngestCommand())
                .execute("--file", file.toString(), "--url", url, "--token", "t", "--source", source);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-Type"));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = "{\"accepted\":1,\"rejected\":0,\"items\":[]}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
