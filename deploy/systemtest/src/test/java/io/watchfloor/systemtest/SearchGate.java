package io.watchfloor.systemtest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Stands between an instance and the search service; searches wait while it is closed. */
final class SearchGate {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI search;
    private final HttpServer server;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    SearchGate(URI search) {
        this.search = search;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void close(boolean now) {
        closed = now;
    }

    /** Searches that are held up. */
    int waiting() {
        return waiting.get();
    }

    void stop() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST") && closed) {
                waiting.incrementAndGet();
                Awaitility.await().forever().until(() -> !closed);
                waiting.decrementAndGet();
            }
            HttpResponse<byte[]> answer = HTTP.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, answer);
        } catch (ConnectException e) {
            exchange.sendResponseHeaders(503, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        return HttpRequest.newBuilder(search.resolve(exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .header("Content-Type", "application/json")
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
