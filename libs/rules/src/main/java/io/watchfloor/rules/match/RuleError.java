package io.watchfloor.rules.match;

/**
 * What is wrong with a rule.
 *
 * @param pointer RFC 6901, from the root of the rule
 * @param code a stable word: {@code required}, {@code invalid}, {@code unknown}, {@code range}, {@code query_syntax}, or a
 *     code of {@link io.watchfloor.rules.sigma.SigmaProblem}
 */
public record RuleError(String pointer, String code, String message) {}
