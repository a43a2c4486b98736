package io.watchfloor.search.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where events are kept. */
@ConfigMapping(prefix = "watchfloor.store")
public interface StoreConfig {
    /** How events are kept: {@code blocks}, compressed columns of many events in PostgreSQL, or {@code opensearch}, documents of an OpenSearch cluster; a store of one kind does not show the events of the other. */
    @WithDefault("blocks")
    StoreKind kind();

    /** Memory for what was read of blocks, in bytes: a sixth of the heap or less. */
    @WithDefault("128M")
    MemorySize cache();
}
