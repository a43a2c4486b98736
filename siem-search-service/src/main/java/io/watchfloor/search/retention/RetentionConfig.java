package io.watchfloor.search.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long events are kept where tenants do not say, and what they may say. */
@ConfigMapping(prefix = "watchfloor.retention")
public interface RetentionConfig {
    /** Days that events are kept of sources for which their tenant's policy says nothing; 0 keeps them for ever. */
    @WithDefault("0")
    int defaultDays();

    /** Fewest days that a tenant's policy may say; fewer are refused with 422. Twelve months are 366. */
    @WithDefault("1")
    int leastDays();

    /** How often what is expired is dropped. */
    @WithDefault("10m")
    Duration interval();

    /** Blocks that are dropped in one transaction. */
    @WithDefault("200")
    int blocksPerTransaction();
}
