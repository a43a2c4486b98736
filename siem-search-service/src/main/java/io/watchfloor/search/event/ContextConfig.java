package io.watchfloor.search.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What looking around an event may cost. */
@ConfigMapping(prefix = "watchfloor.log-context")
public interface ContextConfig {
    /** Events before, and likewise after, at most. */
    @WithDefault("100")
    int maxEvents();

    /** How far away from the event others are looked for. */
    @WithDefault("24h")
    Duration reach();

    /** Longest time to look for them. */
    @WithDefault("5s")
    Duration time();
}
