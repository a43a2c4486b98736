package io.watchfloor.query;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record MapDocument(Map<String, ?> values) implements Document {

    @Override
    public @Nullable Object value(String field) {
        return values.get(field);
    }

    @Override
    public Set<String> fields() {
        return values.keySet();
    }
}
