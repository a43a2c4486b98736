package io.watchfloor.rules.match;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deciding part of a rule, as its author wrote it.
 *
 * @param ruleType {@code frequency}, {@code query}, {@code new_terms} or {@code sigma}
 * @param query query syntax; required for query rules, narrows frequency rules
 * @param condition of a frequency rule: {@code time_window}, {@code threshold}, and values that an event must have; a
 *     value is text with {@code *} and {@code ?}, a number, a boolean or a list of those (any of them); of a new-terms rule:
 *     new_terms, history and learning_period
 * @param groupBy the fields whose values make a group; empty means the user
 * @param sigma the document of a Sigma rule; null for other types
 */
public record RuleDefinition(
        String ruleType,
        @Nullable String query,
        Map<String, Object> condition,
        List<String> groupBy,
        Pivots pivots,
        List<Correlation> correlation,
        @Nullable String sigma) {
    public RuleDefinition {
        condition = Collections.unmodifiableMap(new LinkedHashMap<>(condition));
        groupBy = List.copyOf(groupBy);
        correlation = List.copyOf(correlation);
    }

    /** A rule of another type than Sigma. */
    public RuleDefinition(
            String ruleType,
            @Nullable String query,
            Map<String, Object> condition,
            List<String> groupBy,
            Pivots pivots,
            List<Correlation> correlation) {
        this(ruleType, query, condition, groupBy, pivots, correlation, null);
    }

    /** Each narrows the rule; null does not. Source and host may hold {@code *} and {@code ?}. */
    public record Pivots(
            @Nullable String source,
            @Nullable String matchSeverity,
            @Nullable String host) {
        public static final Pivots NONE = new Pivots(null, null, null);
    }

    /**
     * What escalates a burst.
     *
     * @param timeAfter such as {@code 30m}
     * @param action such as {@code ESCALATE_TO_HIGH}
     * @param query which events follow; may be absent for the built-in names
     */
    public record Correlation(
            String name,
            String timeAfter,
            String action,
            @Nullable String query) {}
}
