package io.watchfloor.search.rerank;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;

/** An OpenAI-compatible endpoint: {@code POST …/chat/completions}. Redirects are not followed. */
final class ChatEndpoint {
    private static final String PREFIX = "Refusing to start: watchfloor.tools.rerank.";

    private final HttpClient client;
    private final URI url;
    private final String model;
    private final Optional<String> apiKey;
    private final long mostBytes;

    private ChatEndpoint(HttpClient client, URI base, String model, RerankConfig config) {
        this.client = client;
        this.url = base.resolve(
                (base.getPath().endsWith("/") ? base.getPath() : base.getPath() + "/") + "chat/completions");
        this.model = model;
        this.apiKey = config.apiKey();
        this.mostBytes = config.answerSize().asLongValue();
    }

    /**
     * The configured one, if there is one.
     *
     * @throws IllegalStateException when its configuration is not usable
     */
    static Optional<ChatEndpoint> configured(Vertx vertx, RerankConfig config) {
        return config.url().map(base -> {
            requireUsable(base, config);
            HttpClientOptions options = new HttpClientOptions()
                    .setMaxPoolSize(config.concurrent())
                    .setConnectTimeout((int) config.timeout().toMillis());
            return new ChatEndpoint(vertx.createHttpClient(options), base, model(config), config);
        });
    }

    private static String model(RerankConfig config) {
        return config.model()
                .orElseThrow(() -> new IllegalStateException(PREFIX + "model is missing: url names an endpoint"));
    }

    private static void requireUsable(URI base, RerankConfig config) {
        boolean secure = "https".equals(base.getScheme());
        if (base.getHost() == null || !secure && !"http".equals(base.getScheme())) {
            throw new IllegalStateException(PREFIX + "url is no address of http or https");
        }
        if (config.apiKey().isPresent() && !secure && !isThisMachine(base.getHost())) {
            throw new IllegalStateException(PREFIX + "url is not https, and api-key would be sent in the open");
        }
        if (config.concurrent() < 1 || config.timeout().toMillis() < 1) {
            throw new IllegalStateException(PREFIX + "concurrent and timeout are more than 0");
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    String model() {
        return model;
    }

    String host() {
        return url.getHost();
    }

    /** The body of the answer; fails when that is not 200, or is longer than allowed. What is no longer waited for ends. */
    Uni<String> ask(String question) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .putHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        apiKey.ifPresent(key -> request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key));
        return Uni.createFrom()
                .emitter(emitter -> new Exchange(emitter, mostBytes).begin(client.request(request), question));
    }
}
