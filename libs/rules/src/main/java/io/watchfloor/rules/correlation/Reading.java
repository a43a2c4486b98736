package io.watchfloor.rules.correlation;

/** What an event is to a correlation whose reference matched it. */
public sealed interface Reading {
    /** It lacks a field of the group, so it is in none. */
    Reading UNGROUPED = new Skipped(Reason.NO_GROUP);

    /** It lacks the field that the rule measures, or has no number there that counts. */
    Reading VALUELESS = new Skipped(Reason.NO_VALUE);

    /** A hit of this group. */
    record Counted(String group, RefHit hit) implements Reading {}

    /** It does not count. */
    record Skipped(Reason reason) implements Reading {}

    /** Why an event does not count. */
    enum Reason {
        NO_GROUP,
        NO_VALUE
    }
}
