package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Event;
import io.watchfloor.observables.dedup.EntityKind;
import io.watchfloor.query.Document;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event with its strings in normal form; a blank value is none. */
record NormalDocument(Event event) implements Document {

    @Override
    public @Nullable Object value(String field) {
        return normal(EntityKind.of(field), event.value(field));
    }

    @Override
    public Set<String> fields() {
        return event.fields().keySet();
    }

    private static @Nullable Object normal(EntityKind kind, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> {
                String normal = kind.normalise(text);
                yield normal.isEmpty() ? null : normal;
            }
            case List<?> values ->
                values.stream()
                        .map(one -> normal(kind, one))
                        .filter(java.util.Objects::nonNull)
                        .toList();
            default -> value;
        };
    }
}
