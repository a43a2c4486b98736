package io.watchfloor.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever a resource throws into a problem answer. Nothing of a failure of ours reaches the caller but an id. */
@Singleton
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String RETRY_SECONDS = "2";

    private final IdGenerator ids;

    ProblemMappers(IdGenerator ids) {
        this.ids = ids;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        ProblemType type = e.type();
        if (type.status() == 503) {
            LOG.warnf("A needed part is away type=%s detail=%s", type.name(), e.getMessage());
        } else if (type.status() >= 500) {
            LOG.errorf(e, "Request failed status=%d type=%s", type.status(), type.name());
        } else {
            LOG.debugf("Request refused status=%d type=%s", type.status(), type.name());
        }
        Response.ResponseBuilder answer = answer(type, type.status(), e.getMessage(), e.errors(), e.extensions());
        e.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(ViolationPointers::fieldError)
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
        return refuse(CommonProblem.INVALID_REQUEST, "The request has " + errors.size() + " invalid field(s)", errors);
    }

    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException e) {
        FieldError error = JsonPointers.fieldError(e);
        boolean syntax = "syntax".equals(error.code());
        return refuse(
                syntax ? CommonProblem.MALFORMED_JSON : CommonProblem.INVALID_REQUEST, error.message(), List.of(error));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        Response given = e.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        ProblemType type = ofStatus(given.getStatus());
        Response.ResponseBuilder answer = answer(type, given.getStatus(), null, List.of(), Map.of());
        Object allow = given.getHeaders().getFirst("Allow");
        return allow == null ? answer.build() : answer.header("Allow", allow).build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated(SecurityException e) {
        return answer(CommonProblem.UNAUTHENTICATED, 401, "Send a valid bearer token", List.of(), Map.of())
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return refuse(CommonProblem.FORBIDDEN, "The caller's roles do not allow this operation", List.of());
    }

    @ServerExceptionMapper
    public Response database(PgException e) {
        String state = e.getSqlState() == null ? "" : e.getSqlState();
        return switch (state) {
            case "42501" -> refuse(CommonProblem.NOT_FOUND, "There is no such resource", List.of());
            case "23505", "40001", "40P01" ->
                refuse(CommonProblem.CONFLICT, "Another change came first; read again and retry", List.of());
            case "22021", "22P05" -> refuse(CommonProblem.INVALID_REQUEST, "Text must not contain U+0000", List.of());
            default -> unexpected(e);
        };
    }

    @ServerExceptionMapper
    public Response disconnected(IOException e) {
        LOG.warnf("A needed part is away cause=%s", e.getClass().getSimpleName());
        return answer(CommonProblem.UNAVAILABLE, 503, "Try again shortly", List.of(), Map.of())
                .header("Retry-After", RETRY_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        String trace = ids.next().toString();
        LOG.errorf(e, "Request failed trace_id=%s", trace);
        Problem problem = new Problem(
                CommonProblem.INTERNAL_ERROR.type(),
                CommonProblem.INTERNAL_ERROR.title(),
                500,
                null,
                null,
                List.of(),
                trace,
                Map.of());
        return Response.status(500).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private static ProblemType ofStatus(int status) {
        for (CommonProblem problem : CommonProblem.values()) {
            if (problem.status() == status && status != 400) {
                return problem;
            }
        }
        return CommonProblem.HTTP_ERROR;
    }

    private static Response refuse(ProblemType type, @Nullable String detail, List<FieldError> errors) {
        return answer(type, type.status(), detail, errors, Map.of()).build();
    }

    private static Response.ResponseBuilder answer(
            ProblemType type,
            int status,
            @Nullable String detail,
            List<FieldError> errors,
            Map<String, Object> extensions) {
        Problem problem = new Problem(type.type(), type.title(), status, detail, null, errors, null, extensions);
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
