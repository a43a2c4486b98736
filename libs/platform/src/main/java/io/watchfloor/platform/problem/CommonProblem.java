package io.watchfloor.platform.problem;

/** The problems that every service can answer with. */
public enum CommonProblem implements ProblemType {
    INVALID_REQUEST("The request is not valid", 400),
    MALFORMED_JSON("The body is not valid JSON", 400),
    UNKNOWN_PARAMETER("The request has a parameter that this operation does not know", 400),
    INVALID_CURSOR("The cursor is not valid here", 400),
    UNAUTHENTICATED("Credentials are missing or not valid", 401),
    FORBIDDEN("The caller may not do this", 403),
    NOT_FOUND("There is no such resource", 404),
    CONFLICT("The present state forbids this", 409),
    STALE("The resource has changed since it was read", 412),
    TOO_LARGE("The request is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("The request's content type is not one that this operation takes", 415),
    UNPROCESSABLE("The request is well formed but has no meaning here", 422),
    TOO_MANY_REQUESTS("Too many requests at once", 429),
    HTTP_ERROR("The request cannot be answered", 400),
    INTERNAL_ERROR("Something went wrong on our side", 500),
    UNAVAILABLE("A part that this operation needs is away", 503);

    private final String title;
    private final int status;

    CommonProblem(String title, int status) {
        this.title = title;
        this.status = status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
