package io.watchfloor.rules.correlation;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which hits belong together: those with the same value in every field. Values are NFKC and lower case. Groups are texts,
 * the values joined by {@code |} with {@code \} before those characters inside a value.
 *
 * @param fields names or aliases; none means that all hits are one group
 * @param aliases by alias, then by the place of the reference, the field of that rule's events
 */
public record Grouping(List<String> fields, Map<String, Map<Integer, String>> aliases) {
    public Grouping {
        fields = List.copyOf(fields);
        aliases = Map.copyOf(aliases);
    }

    /** Grouping by these fields, the same of every rule. */
    public static Grouping by(String... fields) {
        return new Grouping(List.of(fields), Map.of());
    }

    /** The event's field that the name means for events of this reference. */
    public String fieldOf(String name, int ref) {
        if (aliases.isEmpty()) {
            return name;
        }
        Map<Integer, String> byRef = aliases.get(name);
        return byRef == null ? name : byRef.getOrDefault(ref, name);
    }

    /** The group of an event that this reference matched; empty if it lacks one of the values. */
    Optional<String> of(int ref, FieldValues event) {
        return join(fields, ref, event);
    }

    /** The values of these fields as one text; empty if one is missing or empty. */
    Optional<String> join(List<String> names, int ref, FieldValues event) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String value = event.text(fieldOf(names.get(i), ref));
            if (value == null || value.isEmpty()) {
                return Optional.empty();
            }
            if (names.size() == 1) {
                return Optional.of(escaped(folded(value)));
            }
            joined.append(i == 0 ? "" : "|").append(escaped(folded(value)));
        }
        return Optional.of(joined.toString());
    }

    /** The values of a group's text, by field in their order. */
    public Map<String, String> values(String group) {
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < group.length() && values.size() < fields.size(); i++) {
            char c = group.charAt(i);
            if (c == '|') {
                values.put(fields.get(values.size()), value.toString());
                value.setLength(0);
            } else {
                value.append(c == '\\' ? group.charAt(++i) : c);
            }
        }
        if (values.size() < fields.size()) {
            values.put(fields.get(values.size()), value.toString());
        }
        return values;
    }

    static String folded(String value) {
        return isPlain(value)
                ? value
                : Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Most values change by nothing; to see that is faster than to change them. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String value) {
        return value.indexOf('|') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace("|", "\\|");
    }
}
