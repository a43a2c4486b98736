package io.watchfloor.rules.correlation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule over the matches of other rules. Many parameters: they are Sigma's keys.
 *
 * @param refs ids of the rules that it refers to, in order; at least one, no two alike
 * @param timespan the window, at least 1 ms; hits exactly that far apart are not in one window
 * @param generate whether the rules that it refers to alert by themselves, too
 */
public record CorrelationRule(
        String id, List<String> refs, Grouping grouping, Duration timespan, Measure measure, boolean generate) {
    public CorrelationRule {
        refs = List.copyOf(refs);
        if (refs.isEmpty() || refs.stream().distinct().count() < refs.size()) {
            throw new InvalidCorrelationException("A correlation refers to at least one rule, to each once: " + id);
        }
        if (timespan.toMillis() < 1) {
            throw new InvalidCorrelationException("A time span is at least a millisecond: " + id);
        }
        if (measure instanceof Measure.RulesExpression(RefExpression expression)
                && expression.greatest() >= refs.size()) {
            throw new InvalidCorrelationException("The condition names a rule that is not referred to: " + id);
        }
    }

    /** The fields that matter of an event that the reference at this place matched. */
    Set<String> fieldsOf(int ref) {
        Set<String> names = new TreeSet<>();
        grouping.fields().forEach(name -> names.add(grouping.fieldOf(name, ref)));
        measure.fields().forEach(name -> names.add(grouping.fieldOf(name, ref)));
        return names;
    }

    long windowMs() {
        return timespan.toMillis();
    }
}
