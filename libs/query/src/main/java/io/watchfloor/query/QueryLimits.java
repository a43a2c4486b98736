package io.watchfloor.query;

/**
 * What a query may cost to parse and evaluate. All limits are inclusive and at least 1.
 *
 * @param maxLength characters of the query text
 * @param maxDepth nested parentheses and negations, at most 256
 * @param maxClauses clauses, not counting {@code AND}, {@code OR}, {@code NOT} and parentheses
 * @param maxRegexLength characters of one regular expression or wildcard pattern
 */
public record QueryLimits(int maxLength, int maxDepth, int maxClauses, int maxRegexLength) {

    /** 8,192 characters, depth 64, 1,024 clauses, patterns of 1,000 characters. */
    public static final QueryLimits DEFAULT = new QueryLimits(8_192, 64, 1_024, 1_000);

    public QueryLimits {
        if (maxLength < 1 || maxDepth < 1 || maxClauses < 1 || maxRegexLength < 1) {
            throw new IllegalArgumentException("query limits are at least 1");
        }
        if (maxDepth > 256) {
            throw new IllegalArgumentException("maxDepth is at most 256");
        }
    }
}
