package io.watchfloor.cases.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Where a change came from, handed on with what it announces.
 *
 * @param correlationId what it belongs to, such as a match id
 * @param causationId id of the message that caused it
 */
public record Cause(
        @Nullable String correlationId, @Nullable String causationId) {
    /** A request, which no message caused. */
    public static final Cause NONE = new Cause(null, null);
}
