package io.watchfloor.search.event;

import io.watchfloor.contracts.Event;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event among those that happened around it on its host.
 *
 * @param host whose events they are; absent when the event names none, and then there are no others
 * @param before those that happened before it, the oldest first
 * @param event the event itself
 * @param after those that happened after it, the oldest first
 * @param complete whether there are no more than so close to it: false when it took too long to look for them
 */
public record LogContext(
        @Nullable String host,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<Event> before,

        @Schema(implementation = Object.class) Event event,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<Event> after,

        boolean complete) {
    public LogContext {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** What a caller is shown of it. */
    LogContext shown(FieldRights rights) {
        return new LogContext(
                host,
                before.stream().map(rights::shown).toList(),
                rights.shown(event),
                after.stream().map(rights::shown).toList(),
                complete);
    }
}
