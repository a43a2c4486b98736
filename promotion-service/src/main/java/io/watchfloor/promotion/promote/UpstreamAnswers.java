package io.watchfloor.promotion.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the refusals and failures of other services into problems: a refusal is passed on, a failure is a 503. */
final class UpstreamAnswers {
    private static final String RETRY_SECONDS = "5";
    private static final Set<String> STANDARD =
            Set.of("type", "title", "status", "detail", "instance", "errors", "trace_id");

    private UpstreamAnswers() {}

    /** What to answer when the other service answered with an error status. */
    static ProblemException refused(String service, Response response) {
        String retry = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        int status = response.getStatus();
        if (status >= 500) {
            return away(service, null).header(HttpHeaders.RETRY_AFTER, retry == null ? RETRY_SECONDS : retry);
        }
        ProblemException problem = passedOn(status, body(response));
        return retry == null ? problem : problem.header(HttpHeaders.RETRY_AFTER, retry);
    }

    /** What to answer when the other service did not answer, or not with what it should. */
    static ProblemException away(String service, @Nullable Throwable cause) {
        String detail = service + " is away; nothing is lost or done twice if you try again";
        ProblemException problem = cause == null
                ? new ProblemException(CommonProblem.UNAVAILABLE, detail)
                : new ProblemException(CommonProblem.UNAVAILABLE, detail, cause);
        return problem.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    private static ProblemException passedOn(int status, JsonNode body) {
        UpstreamProblem type = new UpstreamProblem(
                "UPSTREAM_REFUSAL",
                body.path("title").asText(CommonProblem.HTTP_ERROR.title()),
                status,
                type(body.path("type").asText("")));
        ProblemException problem =
                new ProblemException(type, body.path("detail").asText(type.title()));
        body.path("errors")
                .forEach(error -> problem.at(
                        error.path("pointer").asText(),
                        error.path("code").asText(),
                        error.path("message").asText()));
        body.properties().stream()
                .filter(member -> !STANDARD.contains(member.getKey()))
                .forEach(member -> problem.with(member.getKey(), member.getValue()));
        return problem;
    }

    private static URI type(String given) {
        try {
            return given.isEmpty() ? CommonProblem.HTTP_ERROR.type() : URI.create(given);
        } catch (IllegalArgumentException e) {
            return CommonProblem.HTTP_ERROR.type();
        }
    }

    /** The problem that was sent; an object without members when it was something else. */
    private static JsonNode body(Response response) {
        try {
            String text = response.hasEntity() ? response.readEntity(String.class) : "";
            JsonNode body = ContractJson.mapper().readTree(text == null ? "" : text);
            return body.isObject() ? body : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
