package io.watchfloor.rules.match;

import io.watchfloor.contracts.Event;
import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that a group's events share, in the order of the rule's {@code group_by}. Values are NFKC and lower case,
 * so {@code Admin} and {@code admin} are one group. Of a list the first value counts.
 */
public record GroupKey(Map<String, String> values) {
    public GroupKey {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The event's group; empty if it lacks one of the fields or has an empty value there. */
    static Optional<GroupKey> of(Event event, List<String> groupBy) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : groupBy) {
            String value = event.text(field);
            if (value == null || value.isEmpty()) {
                return Optional.empty();
            }
            values.put(field, normalise(value));
        }
        return Optional.of(new GroupKey(values));
    }

    /** The values as one text: joined by {@code |}, with {@code \} before those characters inside a value. */
    public String text() {
        return values.values().stream()
                .map(value -> value.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    private static String normalise(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
