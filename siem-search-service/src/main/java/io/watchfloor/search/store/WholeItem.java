package io.watchfloor.search.store;

import io.watchfloor.blocks.FieldSink;
import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import java.util.UUID;

/** An event that the evaluator has yet to decide on. */
record WholeItem(Event event, int bytes) implements Candidates.Item {
    @Override
    public UUID id() {
        return UUID.fromString(event.id());
    }

    @Override
    public void tell(FieldSink sink) {
        sink.event(event.fields());
    }

    @Override
    public boolean matches(CompiledQuery query) {
        return query.matches(Document.of(event.fields()));
    }
}
