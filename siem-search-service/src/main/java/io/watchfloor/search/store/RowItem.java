package io.watchfloor.search.store;

import io.watchfloor.blocks.EventRows;
import io.watchfloor.blocks.FieldSink;
import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a block on which the evaluator has decided: it matches. Its values stay in their columns until they are asked for. */
final class RowItem implements Candidates.Item {
    private final UUID id;
    private final EventRows rows;
    private final int place;
    private @Nullable Event event;

    /** @param place of the row among {@code rows} */
    RowItem(UUID id, EventRows rows, int place) {
        this.id = id;
        this.rows = rows;
        this.place = place;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Event event() {
        Event made = event;
        if (made == null) {
            made = new Event(rows.fields(place));
            event = made;
        }
        return made;
    }

    @Override
    public int bytes() {
        return rows.bytes(place);
    }

    @Override
    public void tell(FieldSink sink) {
        rows.tell(place, sink);
    }

    @Override
    public boolean matches(CompiledQuery query) {
        return true;
    }
}
