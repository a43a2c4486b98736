package io.watchfloor.search.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** Logs over HTTP. */
@ConfigMapping(prefix = "watchfloor.ingest")
public interface IngestConfig {
    /** Bytes of a request body after decompression; a larger one is refused with 413. */
    @WithDefault("16M")
    MemorySize maxBodySize();

    /** Logs in one request; more are refused with 413. */
    @WithDefault("10000")
    int maxItems();

    /** Events handed to Kafka and not yet acknowledged, over all requests and connections; beyond it 429, and syslog waits. */
    @WithDefault("50000")
    int maxInFlight();

    /** How long a request waits for Kafka; after it 503. What Kafka takes later is taken once all the same. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a checked ingest key is remembered: a revoked key is refused after at most this long. */
    @WithDefault("10s")
    Duration keyCache();

    /** Zone of timestamps in JSON logs that name none. */
    @WithDefault("UTC")
    ZoneId zone();
}
