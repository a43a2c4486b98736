package io.watchfloor.rules.correlation;

import java.time.Duration;
import java.util.List;

/** What is asked of a group's hits in the time span. Source: Sigma correlation rules specification 2.1.0. */
public sealed interface Measure {

    /** The fields whose values the hits carry; none if only the hits themselves matter. */
    default List<String> fields() {
        return List.of();
    }

    /** {@code event_count}: how many events. */
    record EventCount(Limits limits) implements Measure {}

    /**
     * {@code value_count}: how many different values.
     *
     * @param fields at least one; of several their combinations count
     */
    record ValueCount(List<String> fields, Limits limits) implements Measure {
        public ValueCount {
            fields = List.copyOf(fields);
        }
    }

    /** {@code value_sum}. */
    record ValueSum(String field, Limits limits) implements Measure {
        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** {@code value_avg}. */
    record ValueAverage(String field, Limits limits) implements Measure {
        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /**
     * {@code value_percentile} with a percentile, and {@code value_median} with 50: the value at rank
     * {@code percent / 100 * (n - 1)} of the sorted values, between two of them linearly.
     *
     * @param percent 0-100
     */
    record ValuePercentile(String field, int percent, Limits limits) implements Measure {
        public ValuePercentile {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("a percentile is between 0 and 100");
            }
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** {@code value_percentile} without a percentile: for each value its share of all values, in percent. */
    record ValueShare(String field, Limits limits) implements Measure {
        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** {@code temporal}: how many different referenced rules matched. */
    record RulesSeen(Limits limits) implements Measure {}

    /** {@code temporal_ordered}: how many different referenced rules matched one after the other in their order. */
    record RulesInOrder(Limits limits) implements Measure {}

    /** {@code temporal} with a boolean condition. */
    record RulesExpression(RefExpression expression) implements Measure {}

    /**
     * {@code new_terms}: values that the group did not have for the rule's time span. Not of Sigma.
     *
     * @param fields at least one; of several their combinations count
     * @param learning how long after its first hit a group only learns
     */
    record NewTerms(List<String> fields, Duration learning) implements Measure {
        public NewTerms {
            fields = List.copyOf(fields);
        }
    }
}
