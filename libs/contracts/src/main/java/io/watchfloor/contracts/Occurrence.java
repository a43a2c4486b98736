package io.watchfloor.contracts;

import java.time.Instant;

/** One event that counts towards an alert. */
public record Occurrence(String eventId, Instant eventTime) {}
