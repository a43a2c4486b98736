package io.watchfloor.search.store;

import io.watchfloor.blocks.FieldSink;
import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of events that may match.
 *
 * @param items newest first
 * @param looked events that the chunk spans, those left out included
 * @param oldest where the chunk ends; null when it spans none
 * @param more whether older ones may follow
 */
public record Candidates(
        List<Item> items, int looked, @Nullable UUID oldest, boolean more) {
    public Candidates {
        items = List.copyOf(items);
    }

    /** An event that may match. Used by one thread at a time. */
    public interface Item {
        UUID id();

        /** The whole event; it may be made when it is first asked for. */
        Event event();

        /** Bytes that it takes as JSON, about. */
        int bytes();

        /** Tells its fields in their order, which may cost less than {@link #event}. */
        void tell(FieldSink sink);

        /**
         * Whether it matches.
         *
         * @param query the one that the store was asked for
         */
        boolean matches(CompiledQuery query);

        /** @param bytes that it takes as JSON, about */
        static Item of(Event event, int bytes) {
            return new WholeItem(event, bytes);
        }
    }
}
