package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.sigma.SigmaRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a pipeline. It does any of four things to the rules that it fits; many parameters, for they are the keys of its YAML.
 *
 * @param when the rules that it fits
 * @param fields for a field of Sigma, where events have it
 * @param keep names that are those of events already; {@code *} at the end stands for any characters
 * @param prefix before the names of fields that nothing maps
 * @param keywords the fields that keywords look into; empty for all
 * @param routes how the log source shows in events, any of them; empty if this step does not say
 * @param reject why events of that log source cannot be had
 */
record Transformation(
        When when,
        Map<String, List<String>> fields,
        List<String> keep,
        @Nullable String prefix,
        List<String> keywords,
        List<Route> routes,
        @Nullable String reject) {

    /** Where events have a field of Sigma that no step maps by name; null if this step does not say. */
    @Nullable
    String rest(String name) {
        if (keep.stream().anyMatch(pattern -> keeps(pattern, name))) {
            return name;
        }
        return prefix == null ? null : prefix + name;
    }

    private static boolean keeps(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** Whether it says how the log source shows in events, or that it does not. */
    boolean decides() {
        return reject != null || !routes.isEmpty();
    }

    /**
     * The rules that a step fits: all, unless something is given.
     *
     * @param parts what the log source must name, by part any of the values
     * @param rules ids or names
     */
    record When(Map<LogSourcePart, Set<String>> parts, Set<String> rules) {
        static final When ALWAYS = new When(Map.of(), Set.of());

        boolean fits(SigmaRule rule) {
            String name = rule.header().name();
            boolean named = rules.isEmpty() || rules.contains(rule.id()) || (name != null && rules.contains(name));
            return named
                    && parts.entrySet().stream().allMatch(part -> {
                        String value = part.getKey().of(rule.logSource());
                        return value != null && part.getValue().contains(value);
                    });
        }
    }
}
