package io.watchfloor.search.tools;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.Fields;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import io.watchfloor.search.correlate.CorrelationFields;
import io.watchfloor.search.correlate.CorrelationLimits;
import io.watchfloor.search.event.FieldRights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to correlate, checked.
 *
 * @param eventIds as given, each once
 */
record CorrelateParameters(List<String> eventIds, CorrelationFields fields, CorrelationLimits limits) {
    static final int MOST_IDS = 100;
    static final int MOST_FIELDS = 20;
    static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    private static final int LONGEST_NAME = 256;
    private static final String DEFAULT_WINDOW = "15m";

    static CorrelateParameters of(CorrelateRequest request, FieldRights rights) {
        CorrelationLimits limits = new CorrelationLimits(
                window(request.timeWindow()),
                number("depth", request.depth(), 1, 5),
                number("max_events", request.maxEvents(), 100, 5_000),
                number("hub_events", request.hubEvents(), 1_000, 10_000));
        return new CorrelateParameters(ids(request.eventIds()), fields(request.correlationFields(), rights), limits);
    }

    private static List<String> ids(@Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty()) {
            throw ProblemException.invalid("/event_ids", "required", "event_ids is required: ids of 1 to 100 events");
        }
        if (given.size() > MOST_IDS) {
            throw ProblemException.invalid("/event_ids", "too_many", "event_ids are at most " + MOST_IDS);
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == null) {
                throw ProblemException.invalid("/event_ids/" + i, "required", "An id is a text");
            }
        }
        return List.copyOf(new LinkedHashSet<>(given));
    }

    private static CorrelationFields fields(@Nullable List<@Nullable String> given, FieldRights rights) {
        if (given == null) {
            return CorrelationFields.of(CorrelationFields.DEFAULT);
        }
        if (given.isEmpty() || given.size() > MOST_FIELDS) {
            throw ProblemException.invalid(
                    "/correlation_fields", "out_of_range", "correlation_fields are 1 to " + MOST_FIELDS);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            names.add(name(given.get(i), "/correlation_fields/" + i, rights));
        }
        return CorrelationFields.of(names);
    }

    private static String name(@Nullable String name, String pointer, FieldRights rights) {
        boolean isPattern = name != null && name.indexOf('*') >= 0 && !Fields.isFamily(name);
        if (name == null || name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME || isPattern) {
            throw ProblemException.invalid(
                    pointer,
                    "invalid_field",
                    "A field is one of " + String.join(", ", CorrelationFields.names()) + ", or the name of a field");
        }
        rights.require(List.of(name), pointer);
        return name;
    }

    private static Duration window(@Nullable String text) {
        try {
            Duration window = TimeRange.duration(text == null ? DEFAULT_WINDOW : text);
            if (window.compareTo(LONGEST_WINDOW) > 0) {
                throw ProblemException.invalid(
                        "/time_window", "out_of_range", "time_window is at most " + LONGEST_WINDOW.toDays() + "d");
            }
            return window;
        } catch (TimeRangeException e) {
            throw ProblemException.invalid("/time_window", "invalid_time_window", String.valueOf(e.getMessage()));
        }
    }

    private static int number(String name, @Nullable Integer given, int byDefault, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw ProblemException.invalid("/" + name, "out_of_range", name + " is a whole number from 1 to " + most);
        }
        return given == null ? byDefault : given;
    }
}
