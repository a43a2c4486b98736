package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.CorrelationCondition.Bound;
import io.watchfloor.rules.sigma.CorrelationCondition.Operator;
import io.watchfloor.rules.sigma.CorrelationCondition.Threshold;
import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the condition map of a correlation: bounds, and what they bound. */
final class ThresholdReader {
    private final Section condition;
    private final CorrelationType type;
    private final Problems problems;
    private final List<Bound> bounds = new ArrayList<>();
    private @Nullable Integer percentile;

    ThresholdReader(Section condition, CorrelationType type, Problems problems) {
        this.condition = condition;
        this.type = type;
        this.problems = problems;
    }

    Threshold read() {
        condition.map().entries().forEach(this::read);
        List<String> fields = condition.texts("field");
        if (bounds.isEmpty()) {
            problems.add(condition.at(), "required", "the condition needs one of gt, gte, lt, lte, eq, neq");
        }
        if (fields.isEmpty() && type.needsField()) {
            problems.add(condition.at(), "required", "the condition of " + type.key() + " needs a field");
        }
        return new Threshold(bounds, fields, percentile);
    }

    private void read(Entry entry) {
        Operator operator = operator(entry.key());
        if (operator != null) {
            Double value = number(entry);
            if (value != null) {
                bounds.add(new Bound(operator, value));
            }
        } else if (entry.key().equals("percentile")) {
            readPercentile(entry);
        } else if (!entry.key().equals("field")) {
            problems.add(entry.at(), "invalid", "the condition of a correlation has no " + entry.key());
        }
    }

    private void readPercentile(Entry entry) {
        Double value = number(entry);
        if (value == null || value != Math.rint(value) || value < 0 || value > 100) {
            problems.add(entry.value().at(), "invalid", "percentile is a whole number from 0 to 100");
        } else {
            percentile = value.intValue();
        }
    }

    private static @Nullable Operator operator(String key) {
        for (Operator operator : Operator.values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(key)) {
                return operator;
            }
        }
        return null;
    }

    private @Nullable Double number(Entry entry) {
        if (entry.value() instanceof Scalar scalar) {
            return problems.attempt(() -> ItemReader.number(scalar));
        }
        problems.add(entry.value().at(), "type", entry.key() + " takes a number");
        return null;
    }
}
