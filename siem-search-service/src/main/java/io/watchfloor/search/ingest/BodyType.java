package io.watchfloor.search.ingest;

import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a body is by its content type; JSON where none is said.
 *
 * @param charset of text; JSON is UTF-8 whatever is said (RFC 8259 §8.1)
 */
record BodyType(Form form, Charset charset) {
    private static final String TAKEN = "application/json, application/x-ndjson, text/plain";

    /** How logs stand in a body. */
    enum Form {
        JSON,
        NDJSON,
        /** A log a line, in whatever form its source writes it. */
        TEXT
    }

    /** @throws ProblemException 415 for any type or charset that is not taken */
    static BodyType of(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return new BodyType(Form.JSON, StandardCharsets.UTF_8);
        }
        MediaType type = parse(contentType);
        return switch ((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)) {
            case "application/json" -> new BodyType(Form.JSON, StandardCharsets.UTF_8);
            case "application/x-ndjson", "application/ndjson" -> new BodyType(Form.NDJSON, StandardCharsets.UTF_8);
            case "text/plain" -> new BodyType(Form.TEXT, charset(type));
            default -> throw unsupported(contentType);
        };
    }

    private static MediaType parse(String contentType) {
        try {
            return MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw unsupported(contentType);
        }
    }

    private static Charset charset(MediaType type) {
        String name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw unsupported(type.toString());
        }
    }

    private static ProblemException unsupported(String contentType) {
        String message = "Content-Type must be one of " + TAKEN;
        String given = contentType.length() > 100 ? contentType.substring(0, 100) : contentType;
        return new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE, message + "; it is " + given)
                .at("Content-Type", "unsupported", message)
                .header("Accept-Post", TAKEN);
    }
}
