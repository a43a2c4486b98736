package io.watchfloor.rules.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as conditions see it: fields with any number of values, each a text. Nested objects have dotted names; a list gives its field
 * several values, and objects in a list add theirs. A field that only holds null or an empty list is present without a value. Objects
 * themselves are not fields.
 *
 * <p>Labels are what is known about the event without standing in it, such as its log source. They are asked for by name; a condition on
 * every value does not see them.
 */
public final class FlatEvent {
    private static final int LONGEST_PLAIN = 40;

    private final Map<String, List<Value>> fields;
    private final Map<String, List<Value>> labels;

    private FlatEvent(Map<String, List<Value>> fields, Map<String, List<Value>> labels) {
        this.fields = fields;
        this.labels = labels;
    }

    /**
     * The event of a JSON object as maps, lists, strings, numbers, booleans and nulls; anything else counts by its {@code toString}. Use
     * {@link EventJson} where numbers must keep the spelling of the JSON text.
     */
    public static FlatEvent of(Map<String, ?> event) {
        Builder builder = new Builder();
        builder.addObject("", event);
        return builder.build();
    }

    /** This event with labels in place of those it has. */
    public FlatEvent withLabels(Map<String, String> texts) {
        Map<String, List<Value>> changed = new LinkedHashMap<>();
        texts.forEach((name, text) -> changed.put(name, List.of(new Value(text))));
        return new FlatEvent(fields, changed);
    }

    /** The names of the fields, without labels. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** Whether the field or label is there, with or without a value. */
    public boolean has(String path) {
        return fields.containsKey(path) || labels.containsKey(path);
    }

    /** The values of a field or label; empty when it has none. */
    public List<String> values(String path) {
        return at(path).stream().map(value -> value.text).toList();
    }

    /** The values of a condition's field, in no particular order. */
    public List<String> values(Field field) {
        List<String> texts = new ArrayList<>();
        for (List<Value> values : lists(field)) {
            values.forEach(value -> texts.add(value.text));
        }
        return texts;
    }

    /** Whether a value of the field passes, as it stands. */
    boolean any(Field field, PredicateTest test) {
        for (List<Value> values : lists(field)) {
            for (int i = 0; i < values.size(); i++) {
                if (test.test(values.get(i).text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a value of the field fits, folded. Each value is folded once, however many conditions ask. */
    boolean anyFolded(Field field, TextPattern pattern) {
        for (List<Value> values : lists(field)) {
            for (int i = 0; i < values.size(); i++) {
                if (pattern.matches(values.get(i).folded())) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasValue(Field field) {
        for (List<Value> values : lists(field)) {
            if (!values.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean hasAny(Field field) {
        return field.isAny() ? !fields.isEmpty() : field.paths().stream().anyMatch(this::has);
    }

    private Iterable<List<Value>> lists(Field field) {
        if (field.isAny()) {
            return fields.values();
        }
        List<String> paths = field.paths();
        if (paths.size() == 1) {
            return List.of(at(paths.getFirst()));
        }
        return paths.stream().map(this::at).toList();
    }

    private List<Value> at(String path) {
        List<Value> values = fields.get(path);
        return values != null ? values : labels.getOrDefault(path, List.of());
    }

    /** One value; folding it twice from two threads gives the same text. */
    private static final class Value {
        private final String text;
        private @Nullable String folded;

        Value(String text) {
            this.text = text;
        }

        String folded() {
            String known = folded;
            if (known == null) {
                known = TextPattern.folded(text);
                folded = known;
            }
            return known;
        }
    }

    /** Collects the values of an event. */
    static final class Builder {
        private final Map<String, List<Value>> fields = new LinkedHashMap<>();

        void add(String path, String text) {
            fields.computeIfAbsent(path, key -> new ArrayList<>(1)).add(new Value(text));
        }

        /** The field is there; without a value unless one is added. */
        void addEmpty(String path) {
            fields.computeIfAbsent(path, key -> new ArrayList<>(1));
        }

        private void addObject(String prefix, Map<?, ?> object) {
            object.forEach((name, value) -> addValue(prefix + name, value));
        }

        private void addValue(String path, @Nullable Object value) {
            switch (value) {
                case null -> addEmpty(path);
                case Map<?, ?> object -> addObject(path + ".", object);
                case List<?> list -> {
                    if (list.isEmpty()) {
                        addEmpty(path);
                    }
                    list.forEach(each -> addValue(path, each));
                }
                case Number number -> add(path, plain(number));
                default -> add(path, value.toString());
            }
        }

        FlatEvent build() {
            return new FlatEvent(fields, Map.of());
        }
    }

    /** A number without exponent unless it would be very long. */
    private static String plain(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) > LONGEST_PLAIN ? decimal.toString() : decimal.toPlainString();
        }
        boolean fraction = number instanceof Double || number instanceof Float;
        return fraction && Double.isFinite(number.doubleValue())
                ? plain(new BigDecimal(number.toString()))
                : number.toString();
    }
}
