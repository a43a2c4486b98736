package io.watchfloor.rules.correlation;

/**
 * An event that a referenced rule matched.
 *
 * @param timeMs event time, milliseconds since the epoch, UTC
 */
public record ObservedEvent(long timeMs, String id, FieldValues fields) {}
