package io.watchfloor.search.mcp;

import io.quarkus.vertx.http.HttpServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.watchfloor.search.tools.ToolDescriptor.Method;
import io.watchfloor.search.tools.ToolDescriptor.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Calls operations of the services, this one included, with the caller's own token. */
@ApplicationScoped
class ServiceCalls {
    private static final int MOST_CONNECTIONS = 32;

    private final WebClient client;
    private final McpConfig config;
    private final HttpServer own;

    ServiceCalls(Vertx vertx, McpConfig config, HttpServer own) {
        this.client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(MOST_CONNECTIONS));
        this.config = config;
        this.own = own;
    }

    /**
     * What a service answered.
     *
     * @param body JSON, or whatever else it is
     */
    record Answer(int status, String body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** Calls an operation; fails when its service does not answer in time. */
    Uni<Answer> call(Operation operation, JsonObject arguments, String token) {
        JsonObject left = arguments.copy();
        String path = path(operation.path(), left);
        HttpRequest<Buffer> request = operation.method() == Method.GET
                ? client.getAbs(base(operation).resolve(path).toString())
                : client.postAbs(base(operation).resolve(path).toString());
        request.timeout(config.time().toMillis()).putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return send(operation, request, left).map(ServiceCalls::answer);
    }

    private static Uni<HttpResponse<Buffer>> send(Operation operation, HttpRequest<Buffer> request, JsonObject left) {
        if (operation.method() == Method.POST) {
            return request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .sendBuffer(Buffer.buffer(left.encode()));
        }
        left.forEach(argument -> addParameter(request, argument.getKey(), argument.getValue()));
        return request.send();
    }

    private static void addParameter(HttpRequest<Buffer> request, String name, Object value) {
        if (value instanceof JsonArray values) {
            values.forEach(one -> addParameter(request, name, one));
        } else {
            request.addQueryParam(name, value.toString());
        }
    }

    private static Answer answer(HttpResponse<Buffer> response) {
        String body = response.bodyAsString();
        return new Answer(response.statusCode(), body == null ? "" : body);
    }

    /** Fills in the arguments that are part of the path, and takes them away. */
    private static String path(String template, JsonObject left) {
        StringBuilder path = new StringBuilder();
        for (String part : template.substring(1).split("/", -1)) {
            boolean isArgument = part.startsWith("{");
            Object value = isArgument ? left.remove(part.substring(1, part.length() - 1)) : part;
            path.append('/').append(isArgument ? encoded(String.valueOf(value)) : part);
        }
        return path.toString();
    }

    /** One segment of a path, whatever the value: a dot alone would be another path. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    private URI base(Operation operation) {
        return switch (operation.service()) {
            case SEARCH -> own.getLocalBaseUri();
            case DETECTION -> config.detectionUrl();
            case PROMOTION -> config.promotionUrl();
            case CASES -> config.casesUrl();
        };
    }
}
