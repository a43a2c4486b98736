package io.watchfloor.search.search;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.watchfloor.blocks.FieldSink;
import java.util.Map;

/** What is answered of an event: the chosen fields, and always {@code event.id} and {@code @timestamp}. */
@JsonSerialize(using = FoundEventSerializer.class)
public sealed interface FoundEvent permits ChosenEvent, KeptEvent {
    String id();

    /** The fields in their order; not to be changed. */
    Map<String, Object> fields();

    /** Tells the same fields, which may cost less. */
    void tell(FieldSink sink);

    /** @param fields with {@code event.id} */
    static FoundEvent of(Map<String, Object> fields) {
        return new KeptEvent(fields);
    }
}
