package io.watchfloor.rules.sigma;

/**
 * Why a file, or a document in a collection, is refused.
 *
 * @param line from 1
 * @param column from 1
 * @param code a stable word: {@code yaml}, {@code limit}, {@code required}, {@code type}, {@code invalid}, {@code unknown_modifier}, {@code modifier},
 *     {@code value}, {@code condition}, {@code unsupported}, {@code unsupported_regex}, {@code regex}, {@code placeholder}, {@code duplicate_id},
 *     {@code duplicate_name}, {@code reference}, {@code cycle}
 * @param message for the author of the rule
 */
public record SigmaProblem(String file, int line, int column, String code, String message) {}
