package io.watchfloor.search.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What live tails may cost. */
@ConfigMapping(prefix = "watchfloor.tail")
public interface TailConfig {
    /** How often it is looked for events that were stored. */
    @WithDefault("1s")
    Duration poll();

    /** A sign of life is sent when nothing else was for so long. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Events that are sent at once; when more were stored meanwhile only the last ones are, behind a mark with the number of the others. */
    @WithDefault("1000")
    int maxBatch();

    /** Bytes of events that are sent at once; more are left out likewise. */
    @WithDefault("8388608")
    long batchBytes();

    /** How long after it happened an event may be stored and still be shown. */
    @WithDefault("24h")
    Duration lateness();

    /** Tails of one tenant at the same time, on this instance; a further one is refused with 429. */
    @WithDefault("5")
    int perTenant();

    /** Tails of all tenants at the same time, on this instance; a further one is refused with 429. */
    @WithDefault("50")
    int concurrent();
}
