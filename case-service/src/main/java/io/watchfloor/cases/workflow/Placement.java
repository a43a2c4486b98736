package io.watchfloor.cases.workflow;

/** What an event does to the latest alert of its dedup key. */
public enum Placement {
    /** Counts on the open alert. */
    COUNTED,
    /** Happened before the alert was closed: noted on it, which stays closed. */
    LATE,
    /** Happened after the alert was resolved and within the re-open window: the alert is new again. */
    REOPENED,
    /** Begins an alert of its own: the first one, or the next generation. */
    NEW_GENERATION;

    /** Whether an event placed so after another one belongs to the same alert as that one. */
    boolean continues(Placement previous) {
        return this == LATE ? previous == LATE : this == COUNTED && previous != LATE;
    }
}
