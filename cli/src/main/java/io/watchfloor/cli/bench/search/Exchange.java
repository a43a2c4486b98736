package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Sends requests over connections that stay open; the same client for both sides. */
final class Exchange {
    private static final Set<Integer> MISSING = Set.of(404, 405);
    private static final int EXCERPT = 500;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Exchange() {}

    /** The body of the answer; anything but a success ends the run. */
    static byte[] send(HttpRequest request) {
        HttpResponse<byte[]> answer = exchange(request);
        if (answer.statusCode() >= 300) {
            throw new CommandException(request.method() + " " + request.uri() + " answered " + answer.statusCode()
                    + ": " + excerpt(answer.body()));
        }
        return answer.body();
    }

    /** Whether there is anything at this address. */
    static boolean exists(HttpRequest request) {
        return !MISSING.contains(exchange(request).statusCode());
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) : text;
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CommandException(request.uri() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }
}
