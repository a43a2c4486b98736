package io.watchfloor.rules.match;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.CorrelationRule;
import io.watchfloor.rules.correlation.Grouping;
import io.watchfloor.rules.correlation.Measure;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The condition of a new-terms rule: {@code new_terms}, a field or a list of up to three whose combinations count; {@code history},
 * how long a value must have been absent; {@code learning_period}, how long after its first event a group only learns (the
 * history unless it is said).
 */
final class NewTermsDefinition {
    private static final String TERMS = "new_terms";
    private static final String HISTORY = "history";
    private static final String LEARNING = "learning_period";
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_FIELDS = 3;

    private final Map<String, Object> condition;
    private final List<RuleError> errors;

    private NewTermsDefinition(Map<String, Object> condition, List<RuleError> errors) {
        this.condition = condition;
        this.errors = errors;
    }

    /** The logic; what is wrong with the condition is added to {@code errors}. */
    static NewTermsLogic logic(
            Query query, List<String> groupBy, Map<String, Object> condition, List<RuleError> errors) {
        return new NewTermsDefinition(condition, errors).logic(query, groupBy);
    }

    private NewTermsLogic logic(Query query, List<String> groupBy) {
        condition.keySet().stream()
                .filter(name -> !Set.of(TERMS, HISTORY, LEARNING).contains(name))
                .forEach(name -> error(name, "unknown", "a new_terms rule has new_terms, history and learning_period"));
        List<String> fields = fields();
        Duration history = duration(HISTORY, LONGEST);
        Duration learning = condition.containsKey(LEARNING) ? duration(LEARNING, LONGEST) : history;
        CorrelationRule rule = new CorrelationRule(
                NewTermsLogic.TOP,
                List.of(NewTermsLogic.EVENTS),
                Grouping.by(groupBy.toArray(String[]::new)),
                history,
                new Measure.NewTerms(fields, learning),
                false);
        return new NewTermsLogic(query, groupBy, CorrelationPlan.of(List.of(rule), Set.of(NewTermsLogic.EVENTS)));
    }

    private List<String> fields() {
        List<?> written = condition.get(TERMS) instanceof List<?> list
                ? list
                : condition.get(TERMS) == null ? List.of() : List.of(condition.get(TERMS));
        List<String> fields = new ArrayList<>();
        for (Object name : written) {
            List<String> resolved = name instanceof String text ? FieldAliases.resolve(text) : List.of();
            if (resolved.size() == 1 && !resolved.getFirst().contains("*") && !fields.contains(resolved.getFirst())) {
                fields.add(resolved.getFirst());
            } else {
                error(TERMS, "invalid", "expected names of single fields, each once");
            }
        }
        if (written.isEmpty() || written.size() > MOST_FIELDS) {
            error(TERMS, "required", "say which field's new values are looked for; at most " + MOST_FIELDS + " fields");
        }
        return fields.isEmpty() ? List.of("event.action") : fields;
    }

    private Duration duration(String name, Duration otherwise) {
        Object value = condition.get(name);
        if (value == null) {
            error(name, "required", "a new_terms rule needs a " + name + ", such as 14d");
            return otherwise;
        }
        try {
            Duration duration = TimeRange.duration(value.toString());
            if (duration.compareTo(LONGEST) > 0 || duration.toMillis() < 1) {
                error(name, "range", "at least 1ms and at most " + LONGEST.toDays() + "d");
                return otherwise;
            }
            return duration;
        } catch (TimeRangeException e) {
            error(name, "invalid", String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private void error(String name, String code, String message) {
        String pointer = "/condition/" + name.replace("~", "~0").replace("/", "~1");
        errors.add(new RuleError(pointer, code, message));
    }
}
