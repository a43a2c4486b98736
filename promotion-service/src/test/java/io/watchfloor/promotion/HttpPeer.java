package io.watchfloor.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.watchfloor.contracts.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server whose answer a test sets, and which remembers what it was asked. */
public final class HttpPeer {
    /** A request as it came. */
    public record Asked(String method, String path, String authorization, String body) {
        public JsonNode json() {
            try {
                return ContractJson.mapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a test answers with. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = json(404, "{}");
    private HttpServer server;
    private ExecutorService executor;
    private int port;

    /** Starts on the port that it had before, if any. */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        executor = Executors.newCachedThreadPool();
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sets the answer to whatever comes, and forgets what came. */
    public void answers(Answer next) {
        answer = next;
        asked.clear();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public static Answer json(int status, String body) {
        return respond(status, "application/json", body, Map.of());
    }

    public static Answer problem(int status, String body, Map<String, String> headers) {
        return respond(status, "application/problem+json", body, headers);
    }

    public static Answer respond(int status, String type, String body, Map<String, String> headers) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            answer.to(exchange);
        }
    }
}
