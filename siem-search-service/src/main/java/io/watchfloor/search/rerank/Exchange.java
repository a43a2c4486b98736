package io.watchfloor.search.rerank;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.watchfloor.search.rerank.RerankFailure.EndpointException;
import java.nio.charset.StandardCharsets;

/** A request and its answer, of which no more is held than allowed. */
final class Exchange {
    private static final int OK = 200;

    private final UniEmitter<? super String> result;
    private final long mostBytes;
    private final Buffer body = Buffer.buffer();

    Exchange(UniEmitter<? super String> result, long mostBytes) {
        this.result = result;
        this.mostBytes = mostBytes;
    }

    void begin(Future<HttpClientRequest> connected, String question) {
        connected.onSuccess(request -> send(request, question)).onFailure(e -> fail(RerankFailure.UNREACHABLE));
    }

    private void send(HttpClientRequest request, String question) {
        // Ends what is still under way; nothing where all was read.
        result.onTermination(request::reset);
        HttpClientRequest watched = request.exceptionHandler(e -> fail(RerankFailure.UNREACHABLE));
        watched.send(question).onSuccess(this::received).onFailure(e -> fail(RerankFailure.UNREACHABLE));
    }

    private void received(HttpClientResponse response) {
        HttpClientResponse watched = response.exceptionHandler(e -> fail(RerankFailure.UNREACHABLE));
        if (watched.statusCode() != OK) {
            fail(RerankFailure.STATUS);
            return;
        }
        HttpClientResponse unused =
                watched.handler(this::take).endHandler(end -> result.complete(body.toString(StandardCharsets.UTF_8)));
    }

    private void take(Buffer part) {
        if ((long) body.length() + part.length() > mostBytes) {
            fail(RerankFailure.TOO_LARGE);
        } else {
            body.appendBuffer(part);
        }
    }

    private void fail(RerankFailure failure) {
        result.fail(new EndpointException(failure));
    }
}
