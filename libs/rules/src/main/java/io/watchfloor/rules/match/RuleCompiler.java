package io.watchfloor.rules.match;

import io.watchfloor.contracts.Severity;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.QuerySyntaxException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.rules.match.RuleDefinition.Correlation;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a rule as written into its logic, or says everything that is wrong with it. {@code event_type: auth_failure}
 * means an event whose action says so or an authentication with outcome failure; {@code auth_success} likewise. Values
 * compare as the query language compares: without regard to case, {@code admin*} not matching {@code sysadmin}.
 */
public final class RuleCompiler {
    /** The highest threshold, which is also how many hits of a group are remembered. */
    public static final int MAX_THRESHOLD = 10_000;
    /** The longest time window and the longest {@code time_after}. */
    public static final Duration MAX_WINDOW = Duration.ofDays(7);

    private static final int MAX_GROUP_FIELDS = 5;
    private static final int MAX_CORRELATIONS = 10;
    private static final String TIME_WINDOW = "time_window";
    private static final String THRESHOLD = "threshold";
    private static final String QUERY = "query";
    private static final String ONLY_SIGMA = "only a rule of rule_type sigma has one";
    private static final String ESCALATE = "ESCALATE_TO_";
    private static final Map<String, Query> BUILT_IN =
            Map.of("successful_admin_login", ConditionValues.authentication("success"));

    private final RuleDefinition rule;
    private final List<RuleError> errors = new ArrayList<>();

    private RuleCompiler(RuleDefinition rule) {
        this.rule = rule;
    }

    /**
     * The logic of the rule.
     *
     * @throws InvalidRuleException with a pointer and a message for each fault
     */
    public static RuleLogic compile(RuleDefinition rule) {
        return new RuleCompiler(rule).compile();
    }

    private RuleLogic compile() {
        RuleLogic logic = switch (rule.ruleType().toLowerCase(Locale.ROOT)) {
            case "query" -> queryLogic();
            case "frequency" -> frequencyLogic();
            case "new_terms" -> newTermsLogic();
            case "sigma" -> sigmaLogic();
            default -> {
                error("/rule_type", "unknown", "rule_type must be sigma, query, frequency or new_terms");
                yield new QueryLogic(new Query.MatchAll());
            }
        };
        if (!errors.isEmpty()) {
            throw new InvalidRuleException(errors.stream().distinct().toList());
        }
        return logic;
    }

    private RuleLogic sigmaLogic() {
        refuse(rule.query() != null, "/query", "a Sigma rule has no query: it is in its document");
        refuse(!rule.condition().isEmpty(), "/condition", "a Sigma rule has its condition in its document");
        refuse(!rule.groupBy().isEmpty(), "/group_by", "a Sigma rule has no groups");
        refuse(!rule.correlation().isEmpty(), "/correlation", "a Sigma rule has no bursts to follow");
        List<Query> pivots = new ArrayList<>();
        addPivots(pivots);
        refuse(!pivots.isEmpty(), "", "source, host and match_severity do not narrow a Sigma rule: use a filter");
        SigmaDefinition.Read sigma = SigmaDefinition.read(rule.sigma());
        errors.addAll(sigma.errors());
        return sigma.logic();
    }

    private RuleLogic newTermsLogic() {
        refuse(rule.sigma() != null, "/sigma", ONLY_SIGMA);
        refuse(rule.query() == null, "/query", "a new_terms rule needs a query: the events whose values are looked at");
        refuse(!rule.correlation().isEmpty(), "/correlation", "a new_terms rule has no bursts to follow");
        List<Query> parts = new ArrayList<>();
        addQuery("/query", rule.query(), parts);
        addPivots(parts);
        return NewTermsDefinition.logic(Query.and(parts), groupBy(), rule.condition(), errors);
    }

    private QueryLogic queryLogic() {
        refuse(rule.sigma() != null, "/sigma", ONLY_SIGMA);
        if (rule.query() == null) {
            error("/query", "required", "a query rule needs a query");
        }
        refuse(!rule.condition().isEmpty(), "/condition", "a query rule has no condition: use query");
        refuse(!rule.groupBy().isEmpty(), "/group_by", "a query rule has no groups");
        refuse(!rule.correlation().isEmpty(), "/correlation", "a query rule has no bursts to follow");
        List<Query> parts = new ArrayList<>();
        addQuery("/query", rule.query(), parts);
        addPivots(parts);
        return new QueryLogic(Query.and(parts));
    }

    private FrequencyLogic frequencyLogic() {
        refuse(rule.sigma() != null, "/sigma", ONLY_SIGMA);
        List<String> groupBy = groupBy();
        List<Query> parts = new ArrayList<>();
        addConditions(parts, Set.of());
        addQuery("/condition/query", rule.condition().get(QUERY), parts);
        addQuery("/query", rule.query(), parts);
        if (parts.isEmpty() && errors.isEmpty()) {
            error("/condition", "required", "say what is counted: event_type, a field or a query");
        }
        addPivots(parts);
        return new FrequencyLogic(Query.and(parts), groupBy, window(), threshold(), followUps(groupBy));
    }

    /** Adds the values of the condition; only those of {@code fields} unless that is empty. */
    private void addConditions(List<Query> parts, Set<String> fields) {
        rule.condition().forEach((field, value) -> {
            boolean isValue = !Set.of(TIME_WINDOW, THRESHOLD, QUERY).contains(field);
            boolean wanted =
                    fields.isEmpty() || FieldAliases.resolve(field).stream().allMatch(fields::contains);
            if (isValue && wanted) {
                attempt(pointer("/condition", field), () -> ConditionValues.query(field, value), parts);
            }
        });
    }

    private void addPivots(List<Query> parts) {
        RuleDefinition.Pivots pivots = rule.pivots();
        addPivot("source", pivots.source(), parts);
        addPivot("host", pivots.host(), parts);
        String severity = pivots.matchSeverity();
        if (severity != null) {
            attempt(
                    "/match_severity",
                    () -> new Query.Term("severity", Severity.of(severity).wireName()),
                    parts);
        }
    }

    private void addPivot(String field, @Nullable String value, List<Query> parts) {
        if (value != null) {
            attempt("/" + field, () -> ConditionValues.query(field, value), parts);
        }
    }

    private void addQuery(String pointer, @Nullable Object text, List<Query> parts) {
        if (text == null) {
            return;
        }
        if (!(text instanceof String query)) {
            error(pointer, "invalid", "expected a query as text");
            return;
        }
        try {
            Query parsed = QueryParser.parse(query);
            CompiledQuery unused = CompiledQuery.of(parsed);
            parts.add(parsed);
        } catch (QuerySyntaxException e) {
            error(pointer, "query_syntax", e.getMessage() + " (at position " + e.position() + ")");
        }
    }

    private List<String> groupBy() {
        List<String> names = rule.groupBy().isEmpty() ? List.of("user") : rule.groupBy();
        refuse(names.size() > MAX_GROUP_FIELDS, "/group_by", "at most " + MAX_GROUP_FIELDS + " fields");
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> resolved = FieldAliases.resolve(names.get(i));
            boolean single = resolved.size() == 1 && !resolved.getFirst().contains("*");
            refuse(!single || names.get(i).isBlank(), "/group_by/" + i, "expected the name of one field");
            refuse(fields.contains(resolved.getFirst()), "/group_by/" + i, "the field is there twice");
            fields.add(resolved.getFirst());
        }
        return fields;
    }

    private Duration window() {
        Object value = rule.condition().get(TIME_WINDOW);
        if (value == null) {
            error("/condition/time_window", "required", "a frequency rule needs a time_window, such as 5m");
            return MAX_WINDOW;
        }
        return duration("/condition/time_window", value);
    }

    private int threshold() {
        Object value = rule.condition().get(THRESHOLD);
        if (value == null) {
            error("/condition/threshold", "required", "a frequency rule needs a threshold");
            return 1;
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        long number = whole ? ((Number) value).longValue() : 0;
        if (number < 1 || number > MAX_THRESHOLD) {
            error("/condition/threshold", "range", "expected a whole number from 1 to " + MAX_THRESHOLD);
            return 1;
        }
        return (int) number;
    }

    private List<FollowUpLogic> followUps(List<String> groupBy) {
        refuse(rule.correlation().size() > MAX_CORRELATIONS, "/correlation", "at most " + MAX_CORRELATIONS);
        List<FollowUpLogic> followUps = new ArrayList<>();
        for (int i = 0; i < rule.correlation().size(); i++) {
            followUps.add(followUp(rule.correlation().get(i), "/correlation/" + i, groupBy));
        }
        return followUps;
    }

    private FollowUpLogic followUp(Correlation correlation, String pointer, List<String> groupBy) {
        List<Query> parts = new ArrayList<>();
        Query builtIn = BUILT_IN.get(correlation.name());
        if (correlation.query() != null) {
            addQuery(pointer + "/query", correlation.query(), parts);
        } else if (builtIn != null) {
            parts.add(builtIn);
        } else {
            String known = String.join(", ", BUILT_IN.keySet());
            error(pointer + "/name", "unknown", "not built in (" + known + "): give it a query");
        }
        // A group that the rule never counts needs no follow-ups, so conditions on group fields hold for them too.
        addConditions(parts, Set.copyOf(groupBy));
        return new FollowUpLogic(
                correlation.name(),
                Query.and(parts),
                duration(pointer + "/time_after", correlation.timeAfter()),
                correlation.action().toUpperCase(Locale.ROOT),
                severity(pointer + "/action", correlation.action()));
    }

    private Severity severity(String pointer, String action) {
        String name = action.toUpperCase(Locale.ROOT);
        try {
            return Severity.of(name.startsWith(ESCALATE) ? name.substring(ESCALATE.length()) : "");
        } catch (IllegalArgumentException e) {
            error(pointer, "unknown", "expected " + ESCALATE + " and a severity, such as ESCALATE_TO_HIGH");
            return Severity.HIGH;
        }
    }

    private Duration duration(String pointer, Object value) {
        try {
            Duration duration = TimeRange.duration(value.toString());
            refuse(duration.compareTo(MAX_WINDOW) > 0, pointer, "at most " + MAX_WINDOW.toDays() + "d");
            return duration;
        } catch (TimeRangeException e) {
            error(pointer, "invalid", String.valueOf(e.getMessage()));
            return MAX_WINDOW;
        }
    }

    private void attempt(String pointer, Supplier<Query> query, List<Query> parts) {
        try {
            parts.add(query.get());
        } catch (IllegalArgumentException e) {
            error(pointer, "invalid", String.valueOf(e.getMessage()));
        }
    }

    private void refuse(boolean wrong, String pointer, String message) {
        if (wrong) {
            error(pointer, "invalid", message);
        }
    }

    private void error(String pointer, String code, String message) {
        errors.add(new RuleError(pointer, code, message));
    }

    private static String pointer(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
