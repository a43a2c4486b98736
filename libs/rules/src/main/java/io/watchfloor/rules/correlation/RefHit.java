package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Hit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that one of a rule's references matched, in its group.
 *
 * @param timeMs event time, milliseconds since the epoch, UTC
 * @param ref place of the reference in the rule, from 0; always 0 where the rule does not tell them apart
 * @param value what the rule measures of the event; null if it measures none
 * @param carried values that rules over this rule's matches need, in the order that the plan gives; empty for missing
 */
public record RefHit(
        long timeMs, String eventId, int ref, @Nullable String value, List<String> carried) {
    private static final char BEFORE_REF = '\0';

    public RefHit {
        carried = List.copyOf(carried);
    }

    /** A hit of which nothing matters but when it was. */
    public static RefHit of(long timeMs, String eventId) {
        return new RefHit(timeMs, eventId, 0, null, List.of());
    }

    /** What tells it from the group's other hits: an event that two references match is two hits. */
    public Hit key() {
        return new Hit(timeMs, keyId());
    }

    String keyId() {
        return ref == 0 ? eventId : eventId + BEFORE_REF + ref;
    }

    /** Whether the key's id says all. */
    boolean isBare() {
        return ref == 0 && value == null && carried.isEmpty();
    }

    /** The event that a key is of. */
    static Hit event(Hit key) {
        String eventId = eventId(key);
        return eventId.length() == key.eventId().length() ? key : new Hit(key.timeMs(), eventId);
    }

    static String eventId(Hit key) {
        int end = key.eventId().indexOf(BEFORE_REF);
        return end < 0 ? key.eventId() : key.eventId().substring(0, end);
    }
}
