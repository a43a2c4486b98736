package io.watchfloor.cases.incident;

import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.contracts.Severity;

/**
 * A severity that an alert reached and its cases follow.
 *
 * @param least the severity that a case has at least afterwards
 * @param entry says why; its from and to are filled in
 * @param alwaysTold append the entry also to a case that is already as severe
 */
public record SeverityRaise(Severity least, TimelineDraft entry, boolean alwaysTold, Cause cause) {}
