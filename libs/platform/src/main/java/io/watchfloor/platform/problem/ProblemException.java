package io.watchfloor.platform.problem;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses a request. Carries what the answer needs: the kind, a sentence, the fields, headers and extensions. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldError> errors = new ArrayList<>();
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        super(detail, cause);
        this.type = type;
    }

    /** A 400 about one field or parameter. */
    public static ProblemException invalid(String pointer, String code, String message) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, message).at(pointer, code, message);
    }

    /** The 404 that a foreign tenant's object answers with too. */
    public static ProblemException notFound(String what, String id) {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no " + what + " " + id);
    }

    /** Names a field. {@code pointer} is a JSON pointer into the body or {@code ?name} for a query parameter. */
    @CanIgnoreReturnValue
    public ProblemException at(String pointer, String code, String message) {
        errors.add(new FieldError(pointer, code, message));
        return this;
    }

    /** Adds a member to the problem body. */
    @CanIgnoreReturnValue
    public ProblemException with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
