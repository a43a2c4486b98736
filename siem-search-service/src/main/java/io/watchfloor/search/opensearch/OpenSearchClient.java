package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.contracts.ContractJson;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.opensearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.opensearch.client.Request;
import org.opensearch.client.RequestOptions;
import org.opensearch.client.Response;
import org.opensearch.client.ResponseException;
import org.opensearch.client.ResponseListener;
import org.opensearch.client.RestClient;

/** Asks OpenSearch over HTTP, one node after another where one is away. Answers come on a worker thread. Made when first used. */
@ApplicationScoped
class OpenSearchClient {
    static final ContentType LINES = ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);

    private final RestClient client;
    private final RequestOptions options;

    OpenSearchClient(OpenSearchConfig config) {
        client = Connections.client(config);
        RequestOptions.Builder builder = RequestOptions.DEFAULT.toBuilder();
        builder.setHttpAsyncResponseConsumerFactory(new HeapBufferedResponseConsumerFactory(
                Math.toIntExact(config.answerSize().asLongValue())));
        options = builder.build();
    }

    @PreDestroy
    void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is there; a missing node when there is nothing. */
    Uni<JsonNode> get(String path) {
        return send(new Request("GET", path))
                .onFailure(OpenSearchClient::isNotFound)
                .recoverWithItem(MissingNode.getInstance());
    }

    /** Sends JSON, or lines of it; fails with {@link IOException}, {@link OpenSearchException} when there was an answer. */
    Uni<JsonNode> send(String method, String path, Map<String, String> parameters, byte[] body, ContentType type) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        request.setEntity(new ByteArrayEntity(body, type));
        return send(request);
    }

    private Uni<JsonNode> send(Request request) {
        request.setOptions(options);
        return Uni.createFrom()
                .<Response>emitter(emitter -> {
                    var sent = client.performRequestAsync(request, new ResponseListener() {
                        @Override
                        public void onSuccess(Response response) {
                            emitter.complete(response);
                        }

                        @Override
                        public void onFailure(Exception failure) {
                            emitter.fail(failure);
                        }
                    });
                    emitter.onTermination(sent::cancel);
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(OpenSearchClient::json)
                .onFailure(ResponseException.class)
                .transform(failure -> refused((ResponseException) failure));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof OpenSearchException refused && refused.status() == 404;
    }

    private static JsonNode json(Response response) {
        try {
            return ContractJson.mapper().readTree(bytes(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    }

    /** Type and reason of the error, without what was asked: that may hold events. */
    private static OpenSearchException refused(ResponseException failure) {
        int status = failure.getResponse().getStatusLine().getStatusCode();
        String reason = "";
        try {
            JsonNode error = json(failure.getResponse()).path("error");
            reason = error.path("type").asText() + ": " + error.path("reason").asText();
        } catch (UncheckedIOException e) {
            reason = "no JSON";
        }
        return new OpenSearchException(status, "OpenSearch answered " + status + ", " + reason);
    }
}
