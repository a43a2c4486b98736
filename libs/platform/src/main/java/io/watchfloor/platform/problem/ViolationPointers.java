package io.watchfloor.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Locale;

/** Turns a Bean Validation path into the pointer that the caller knows: snake_case, {@code ?name} for parameters. */
public final class ViolationPointers {
    private ViolationPointers() {}

    /** What a violation says, by the name that the caller knows. */
    public static FieldError fieldError(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        String parameter = "";
        boolean body = false;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                body = true;
                pointer.append(node.getIndex() == null ? "" : "/" + node.getIndex());
                pointer.append('/').append(snake(node.getName()));
            } else if (node.getKind() == ElementKind.CONTAINER_ELEMENT && node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
        }
        String code = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String where = body ? pointer.toString() : "?" + snake(parameter);
        return new FieldError(where, snake(code), violation.getMessage());
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
