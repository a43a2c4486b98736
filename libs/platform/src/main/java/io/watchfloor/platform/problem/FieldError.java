package io.watchfloor.platform.problem;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer JSON pointer into the body, or {@code ?name} for a query parameter
 * @param code machine-readable, such as {@code unknown_field}
 */
public record FieldError(String pointer, String code, String message) {}
