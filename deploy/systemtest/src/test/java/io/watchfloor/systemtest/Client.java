package io.watchfloor.systemtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.watchfloor.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A user of the interfaces with a token. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = http(HttpClient.Version.HTTP_2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SystemStack stack;
    private final String authorization;
    private final HttpClient http;

    Client(SystemStack stack, String authorization) {
        this(stack, authorization, HTTP);
    }

    private Client(SystemStack stack, String authorization, HttpClient http) {
        this.stack = stack;
        this.authorization = authorization;
        this.http = http;
    }

    /** The same user with connections of their own, each for one request at a time. */
    Client apart() {
        return new Client(stack, authorization, http(HttpClient.Version.HTTP_1_1));
    }

    private static HttpClient http(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    Answer get(Service service, String path) {
        return call(service, "GET", path, "application/json", null, Map.of());
    }

    Answer post(Service service, String path, Object body) {
        return call(service, "POST", path, "application/json", text(body), Map.of());
    }

    Answer patch(Service service, String path, Object body) {
        return call(service, "PATCH", path, "application/json", text(body), Map.of());
    }

    Answer delete(Service service, String path) {
        return call(service, "DELETE", path, "application/json", null, Map.of());
    }

    Answer send(Service service, String path, String type, String body) {
        return call(service, "POST", path, type, body, Map.of());
    }

    Answer call(Service service, String method, String path, String type, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.url(service) + path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    tree(response),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an answer as they come; to be closed. */
    Stream<String> lines(Service service, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(service) + path))
                .header("Authorization", authorization)
                .header("Accept", "text/event-stream")
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static String text(Object body) {
        try {
            return body instanceof String string ? string : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
