package io.watchfloor.search.facet;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.store.Buckets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request says beside its search.
 *
 * @param at what stands before a field's name in a pointer: {@code /} for a body, {@code ?} for parameters
 * @param rights of whoever asks
 */
record FacetParameters(String at, FacetConfig limits, FieldRights rights) {
    private static final int DEFAULT_SIZE = 20;
    private static final int LONGEST_NAME = 256;

    Duration interval(@Nullable String text, TimeRange range) {
        if (text == null) {
            return Interval.of(range, limits.autoBuckets());
        }
        Duration width = duration(text);
        long buckets = Duration.between(range.from(), range.to()).toSeconds() / width.toSeconds();
        if (buckets > limits.maxBuckets() || Buckets.of(range, width).count() > limits.maxBuckets()) {
            throw refused(
                    "interval",
                    "too_many_buckets",
                    "interval makes more than " + limits.maxBuckets() + " buckets of this time range");
        }
        return width;
    }

    private Duration duration(String text) {
        try {
            return TimeRange.duration(text);
        } catch (TimeRangeException e) {
            throw refused("interval", "invalid_interval", String.valueOf(e.getMessage()));
        }
    }

    List<String> fields(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            throw refused("fields", "required", "fields is required: names of fields whose values are counted");
        }
        if (names.size() > limits.maxFields()) {
            throw refused("fields", "too_many", "fields are at most " + limits.maxFields());
        }
        return names.stream().map(name -> field("fields", name)).toList();
    }

    /** The field that a name stands for. */
    String field(String parameter, @Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('*') >= 0) {
            throw refused(parameter, "invalid_field", "A field is given by its name, without wildcards");
        }
        List<String> meant = FieldAliases.resolve(name);
        if (meant.size() > 1 || Fields.isFamily(meant.getFirst())) {
            throw refused(
                    parameter, "several_fields", name + " stands for several fields: " + String.join(", ", meant));
        }
        rights.require(meant, at + parameter);
        return meant.getFirst();
    }

    int size(@Nullable Integer size) {
        if (size != null && (size < 1 || size > limits.maxSize())) {
            throw refused("size", "out_of_range", "size is a whole number from 1 to " + limits.maxSize());
        }
        return size == null ? DEFAULT_SIZE : size;
    }

    private ProblemException refused(String field, String code, String message) {
        return ProblemException.invalid(at + field, code, message);
    }
}
