package io.watchfloor.search.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What exports may cost. */
@ConfigMapping(prefix = "watchfloor.export")
public interface ExportConfig {
    /** Events of an export at most; its last record says when there were more. */
    @WithDefault("1000000")
    long maxEvents();

    /** Longest time of an export, waiting for a slow receiver included; its last record says that it ended so. */
    @WithDefault("15m")
    Duration time();

    /** Exports of one tenant at the same time, on this instance; a further one is refused with 429. */
    @WithDefault("2")
    int perTenant();

    /** Exports of all tenants at the same time, on this instance; a further one is refused with 429. */
    @WithDefault("8")
    int concurrent();
}
