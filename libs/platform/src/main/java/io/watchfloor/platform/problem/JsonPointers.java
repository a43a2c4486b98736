package io.watchfloor.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Says where in a JSON body Jackson stumbled, without repeating the body. */
final class JsonPointers {
    private JsonPointers() {}

    static FieldError fieldError(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(
                        pointer(unknown.getPath()),
                        "unknown_field",
                        "There is no field \"" + unknown.getPropertyName() + "\" here");
            case InvalidFormatException format ->
                new FieldError(pointer(format.getPath()), "invalid_value", allowed(format.getTargetType()));
            case MismatchedInputException mismatch ->
                new FieldError(pointer(mismatch.getPath()), "wrong_type", "The value has the wrong type");
            case JsonMappingException mapping ->
                new FieldError(pointer(mapping.getPath()), "invalid_value", reason(mapping));
            default -> new FieldError("", "syntax", "Malformed JSON at " + position(e));
        };
    }

    private static String position(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "an unknown position"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String allowed(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants == null
                ? "The value cannot be read as " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT)
                : "The value must be one of "
                        + Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String reason(JsonMappingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "The value is not valid";
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName())))
                .collect(Collectors.joining());
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
