package io.watchfloor.rules.sigma;

import java.util.Locale;

/** What a correlation asks of the events in its time span. {@code value_median} is an extension that the reference implementation has. */
public enum CorrelationType {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    /** As in YAML, such as {@code event_count}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isTemporal() {
        return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether it looks at the values of a field, which its condition must then name. */
    public boolean needsField() {
        return !isTemporal() && this != EVENT_COUNT;
    }
}
