package io.watchfloor.rules.match;

/**
 * What is wrong with a rule.
 *
 * @param pointer RFC 6901, from the root of the rule
 * @param code a stable word: {@code required}, {@code invalid}, {@code unknown}, {@code range} or {@code query_syntax}
 */
public record RuleError(String pointer, String code, String message) {}
