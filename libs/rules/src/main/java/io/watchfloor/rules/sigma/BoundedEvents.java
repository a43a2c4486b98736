package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/** The events of a YAML text, refused beyond a depth, for composing them recurses; notes where documents start. */
final class BoundedEvents implements Parser {
    private static final int MAX_DEPTH = 50;

    private final Parser parser;
    private final List<Integer> documents = new ArrayList<>();
    private int depth;

    BoundedEvents(Parser parser) {
        this.parser = parser;
    }

    /** Index of each document's first code point, its marker included, as far as events were read. */
    List<Integer> documents() {
        return documents;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> deeper(event);
            case MappingEnd, SequenceEnd -> depth--;
            case DocumentStart ->
                documents.add(event.getStartMark().map(Mark::getIndex).orElse(0));
            default -> {}
        }
        return event;
    }

    private void deeper(Event event) {
        if (++depth > MAX_DEPTH) {
            Position at = event.getStartMark().map(YamlReader::position).orElse(Position.START);
            throw new InvalidSigmaException(at, "limit", "lists and maps are nested more than " + MAX_DEPTH + " deep");
        }
    }
}
