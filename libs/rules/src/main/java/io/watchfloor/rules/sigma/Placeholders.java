package io.watchfloor.rules.sigma;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code %name%} stands for under the {@code expand} modifier. Source: Sigma specification 2.1.0, Placeholders.
 *
 * @param values by name without percent signs; each value is a Sigma string, so that {@code srv*} has a wildcard. A name with an empty list is
 *     as good as none: a rule that uses it is refused
 */
public record Placeholders(Map<String, List<String>> values) {
    public static final Placeholders NONE = new Placeholders(Map.of());

    public Placeholders {
        values = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    @Nullable
    List<String> of(String name) {
        List<String> found = values.get(name);
        return found == null || found.isEmpty() ? null : found;
    }
}
