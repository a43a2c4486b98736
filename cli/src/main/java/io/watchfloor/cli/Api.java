package io.watchfloor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls one service's REST API with a bearer token; a refusal becomes a message. Safe for several threads. */
public final class Api {

    /** For building and reading bodies. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String token;

    /** The service at this base URL. */
    public Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The full URL of a path. */
    public URI url(String path) {
        return base.resolve(path);
    }

    /** GET. */
    public JsonNode get(String path) {
        return call("GET", path, "application/json", BodyPublishers.noBody());
    }

    /** POST of a JSON body. */
    public JsonNode post(String path, JsonNode body) {
        return post(path, "application/json", body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** POST of any body. */
    public JsonNode post(String path, String contentType, byte[] body) {
        return call("POST", path, contentType, BodyPublishers.ofByteArray(body));
    }

    /** PATCH by a JSON merge patch (RFC 7386). */
    public JsonNode patch(String path, JsonNode patch) {
        byte[] body = patch.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return call("PATCH", path, "application/merge-patch+json", BodyPublishers.ofByteArray(body));
    }

    private JsonNode call(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(url(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandException(method + " " + url(path) + " answered " + response.statusCode() + ": "
                        + reason(response.body()));
            }
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CommandException(
                    method + " " + url(path) + " failed: " + e + ". Is the stack up? `./watchfloor status` tells.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    private static String reason(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String text = problem.path("title").asText() + " "
                    + problem.path("detail").asText();
            return problem.path("errors").isEmpty() ? text.strip() : text.strip() + " " + problem.path("errors");
        } catch (JsonProcessingException e) {
            return body.length() > 300 ? body.substring(0, 300) : body;
        }
    }
}
