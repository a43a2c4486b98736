package io.watchfloor.cases.alert;

import java.time.Instant;

/**
 * An event of an alert.
 *
 * @param late it happened before the alert was closed and arrived after
 */
public record AlertOccurrence(String logId, Instant eventTime, boolean late) {}
