package io.watchfloor.cases.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Grouping of events into alerts. */
@ConfigMapping(prefix = "watchfloor.alert")
public interface AlertConfig {
    /** How long after its last event an alert takes further events, where the sender names no window. Event time. */
    @WithDefault("24h")
    Duration dedupWindow();

    /** How long after its first event an alert takes further events. Event time. */
    @WithDefault("7d")
    Duration maxAge();

    /** How long after closing a resolved alert is re-opened by a later event, instead of a new alert beginning. */
    @WithDefault("72h")
    Duration reopenWindow();

    /** Events kept per alert; beyond that only their number grows. */
    @WithDefault("10000")
    int maxStoredOccurrences();

    /** Distinct observables, and likewise tags and techniques, kept per alert. */
    @WithDefault("500")
    int maxObservables();

    /** Candidates that share a transaction. */
    @WithDefault("100")
    int candidatesPerTransaction();
}
