package io.watchfloor.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service says of itself at {@code /q/health/ready}.
 *
 * @param ready whether it serves
 * @param detail why not: the checks that are down, or that it does not answer
 */
public record ServiceHealth(boolean ready, String detail) {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** Asks the service at this base URL; waits at most 2 s. */
    public static ServiceHealth of(URI service) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/health/ready"))
                .timeout(LIMIT)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? new ServiceHealth(true, "ready")
                    : new ServiceHealth(false, down(response));
        } catch (IOException e) {
            return new ServiceHealth(false, "does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ServiceHealth(false, "interrupted");
        }
    }

    private static String down(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 503) {
            return "health answers " + response.statusCode();
        }
        List<String> names = new ArrayList<>();
        for (JsonNode check : JSON.readTree(response.body()).path("checks")) {
            if (!"UP".equals(check.path("status").asText())) {
                names.add(check.path("name").asText());
            }
        }
        return "not ready: " + String.join(", ", names);
    }
}
