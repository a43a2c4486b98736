package io.watchfloor.detection.stream;

/** Where a record goes that an event gave rise to. Headers travel with the record. */
sealed interface Routed {
    byte[] body();

    /** To the matches topic. */
    record ToMatches(byte[] body) implements Routed {}

    /** To the windows, by group. */
    record ToWindows(byte[] body) implements Routed {}

    /** To the correlations, by group; or to all of their partitions. */
    record ToCorrelations(byte[] body) implements Routed {}

    /** To the dead-letter topic, as it came. */
    record ToDeadLetters(byte[] body) implements Routed {}
}
