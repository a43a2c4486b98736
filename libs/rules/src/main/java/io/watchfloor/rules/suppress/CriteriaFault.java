package io.watchfloor.rules.suppress;

/**
 * What is wrong with criteria.
 *
 * @param pointer JSON pointer (RFC 6901) from the criteria
 * @param code such as {@code unknown_key}
 * @param message a sentence that says what would be right
 */
public record CriteriaFault(String pointer, String code, String message) {}
