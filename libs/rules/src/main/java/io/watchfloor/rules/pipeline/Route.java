package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way a log source shows in events.
 *
 * @param where by field of the event the values of which it has one: a number, or text in which {@code *} stands for any characters
 * @param fields names that are different on this way
 */
record Route(Map<String, List<Object>> where, Map<String, List<String>> fields) {

    Condition condition() {
        List<Condition> parts = new ArrayList<>();
        where.forEach((path, values) -> parts.add(anyOf(path, values)));
        return Condition.all(parts);
    }

    /** Whether events of this route may have what the event has at the path. */
    boolean admits(String path, Map<String, @Nullable Object> event) {
        List<Object> values = where.get(path);
        return values == null || Evaluator.matches(anyOf(path, values), FlatEvent.of(event));
    }

    /** What events of this route have at the path: one for each value of {@code where}. */
    List<Object> examples(String path) {
        return where.getOrDefault(path, List.of()).stream().map(Route::example).toList();
    }

    private static Object example(Object value) {
        return value instanceof String text ? text.replace("*", "") : value;
    }

    private static Condition anyOf(String path, List<Object> values) {
        return Condition.any(values.stream()
                .map(value -> new Condition.Is(new Predicate.Text(Field.of(path), pattern(value.toString()), false)))
                .toList());
    }

    private static List<Piece> pattern(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int star = text.indexOf('*', from);
            int end = star < 0 ? text.length() : star;
            if (end > from) {
                pieces.add(new Piece.Literal(text.substring(from, end)));
            }
            if (star >= 0 && (pieces.isEmpty() || !(pieces.getLast() instanceof Piece.AnyRun))) {
                pieces.add(new Piece.AnyRun());
            }
            from = end + 1;
        }
        return pieces;
    }
}
