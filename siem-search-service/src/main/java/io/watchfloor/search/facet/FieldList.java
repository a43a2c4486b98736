package io.watchfloor.search.facet;

import io.watchfloor.search.store.FieldType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that events have.
 *
 * @param fields those of most events first
 * @param complete whether all events of the time range had their say and all names are listed
 * @param searchedBackTo when events had not: those behind this instant had
 * @param reason when not: what ended it
 */
public record FieldList(
        List<Field> fields,
        boolean complete,
        @Nullable Instant searchedBackTo,
        @Nullable String reason) {
    public FieldList {
        fields = List.copyOf(fields);
    }

    /**
     * A field.
     *
     * @param types what its values are
     * @param text whether it is searched by words, as prose and command lines are
     * @param events as many have it at most: those stored in one block with one that has it
     */
    public record Field(String name, List<FieldType> types, boolean text, long events) {
        public Field {
            types = List.copyOf(types);
        }
    }
}
