package io.watchfloor.parsers;

import java.util.Map;

/**
 * One kind of log as JSON objects: tells its objects by their keys and says what they mean in ECS. Stateless; one object
 * may be used by many threads.
 */
public interface SourceParser {
    /** The value of {@code watchfloor.source}. */
    String source();

    /** Whether an object of no declared source is of this kind. A few look-ups of keys, as it is asked for every object. */
    boolean recognises(Map<String, Object> body);

    /** The object itself, without what a transport has wrapped around it. */
    default Map<String, Object> unwrap(Map<String, Object> body) {
        return body;
    }

    /** Says what the object tells; what ECS has no name for stays under the source's own prefix. */
    void map(SourceRecord record, EventDraft event);
}
