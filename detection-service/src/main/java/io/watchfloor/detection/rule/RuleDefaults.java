package io.watchfloor.detection.rule;

import io.watchfloor.contracts.Severity;
import io.watchfloor.detection.rule.RuleSpec.CorrelationSpec;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.rules.match.InvalidRuleException;
import io.watchfloor.rules.match.RuleCompiler;
import io.watchfloor.rules.match.RuleDefinition;
import io.watchfloor.rules.match.RuleError;
import io.watchfloor.rules.match.RuleLogic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule with everything that its author left out, and the checks that its shape alone cannot make. */
public record RuleDefaults(RuleSpec spec) {
    private static final String DEFAULT_DEDUP_WINDOW = "24h";
    private static final int DEFAULT_INTERVAL_MINUTES = 15;
    private static final List<String> QUERY_DEDUP = List.of("host", "user", "source_ip");

    /**
     * The logic of the rule.
     *
     * @throws InvalidRuleException with a pointer for each fault
     */
    public RuleLogic logic() {
        List<RuleError> errors = new ArrayList<>();
        checkSeverity(errors);
        checkDedupWindow(errors);
        errors.addAll(Sharing.of(spec).errors());
        RuleLogic logic = null;
        try {
            logic = RuleCompiler.compile(definition());
        } catch (InvalidRuleException e) {
            errors.addAll(e.errors());
        }
        if (logic == null || !errors.isEmpty()) {
            throw new InvalidRuleException(errors);
        }
        return logic;
    }

    /** What the rule decides by: a change of it makes new match ids and fresh windows. */
    RuleDefinition definition() {
        return new RuleDefinition(
                spec.ruleType(),
                spec.query(),
                spec.condition() == null ? Map.of() : spec.condition(),
                orEmpty(spec.groupBy()),
                new RuleDefinition.Pivots(spec.source(), spec.matchSeverity(), spec.host()),
                orEmpty(spec.correlation()).stream()
                        .map(RuleDefaults::correlation)
                        .toList(),
                spec.sigma());
    }

    public boolean enabled() {
        return !Boolean.FALSE.equals(spec.enabled());
    }

    /** Whether matches become alerts. */
    public boolean alerts() {
        return spec.response() == null || !Boolean.FALSE.equals(spec.response().alert());
    }

    public Severity severity() {
        if (spec.severity() != null) {
            return spec.severity();
        }
        Severity response = spec.response() == null ? null : spec.response().severity();
        return response == null ? Severity.MEDIUM : response;
    }

    public boolean autoCreateCase() {
        return Boolean.TRUE.equals(spec.autoCreateCase());
    }

    public boolean scheduleEnabled() {
        return Boolean.TRUE.equals(spec.scheduleEnabled());
    }

    public int scheduleIntervalMinutes() {
        return spec.scheduleIntervalMinutes() == null ? DEFAULT_INTERVAL_MINUTES : spec.scheduleIntervalMinutes();
    }

    public List<String> groupBy() {
        if (!orEmpty(spec.groupBy()).isEmpty()) {
            return orEmpty(spec.groupBy());
        }
        return hasGroups() ? List.of("user") : SigmaText.groupBy(spec);
    }

    public List<String> dedupFields() {
        List<String> given = spec.dedup() == null ? null : spec.dedup().fields();
        if (given != null && !given.isEmpty()) {
            return given;
        }
        List<String> group = groupBy();
        return group.isEmpty() ? QUERY_DEDUP : group;
    }

    public String dedupWindow() {
        String given = spec.dedup() == null ? null : spec.dedup().window();
        return given == null ? DEFAULT_DEDUP_WINDOW : given;
    }

    public Duration dedupDuration() {
        return TimeRange.duration(dedupWindow());
    }

    /** A burst is named after its group; an event may lack any field. */
    public String titleTemplate() {
        if (spec.titleTemplate() != null) {
            return spec.titleTemplate();
        }
        List<String> group = groupBy();
        return group.isEmpty() ? "{{rule.name}}" : "{{rule.name}}: " + placeholders(group);
    }

    public String descriptionTemplate() {
        if (spec.descriptionTemplate() != null) {
            return spec.descriptionTemplate();
        }
        return spec.description() == null ? "" : spec.description();
    }

    private static String placeholders(List<String> fields) {
        return "{{" + String.join("}} {{", fields) + "}}";
    }

    private boolean hasGroups() {
        return "frequency".equalsIgnoreCase(spec.ruleType()) || "new_terms".equalsIgnoreCase(spec.ruleType());
    }

    private void checkSeverity(List<RuleError> errors) {
        Severity response = spec.response() == null ? null : spec.response().severity();
        if (spec.severity() != null && response != null && spec.severity() != response) {
            errors.add(new RuleError("/severity", "conflict", "severity and response.severity differ"));
        }
    }

    private void checkDedupWindow(List<RuleError> errors) {
        try {
            if (dedupDuration().isNegative()) {
                throw new IllegalStateException("a duration is positive");
            }
        } catch (TimeRangeException e) {
            errors.add(new RuleError("/dedup/window", "invalid", String.valueOf(e.getMessage())));
        }
    }

    private static RuleDefinition.Correlation correlation(CorrelationSpec spec) {
        return new RuleDefinition.Correlation(spec.name(), spec.timeAfter(), spec.action(), spec.query());
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
