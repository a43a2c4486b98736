package io.watchfloor.search.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a chunk of events.
 *
 * @param oldest where the chunk ends; null when it spans none
 * @param more whether older ones may follow
 */
public record FoundFields(FieldUses uses, @Nullable UUID oldest, boolean more) {
    /** Of events, for a store that knows no better. */
    static FoundFields of(Candidates candidates, String prefix) {
        FieldUses uses = new FieldUses();
        candidates
                .items()
                .forEach(item -> item.event().fields().forEach((name, value) -> {
                    if (name.startsWith(prefix)) {
                        uses.add(name, FieldType.of(value), 1);
                    }
                }));
        return new FoundFields(uses, candidates.oldest(), candidates.more());
    }
}
