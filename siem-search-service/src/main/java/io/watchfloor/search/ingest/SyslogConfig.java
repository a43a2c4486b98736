package io.watchfloor.search.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Syslog over TCP and UDP. */
@ConfigMapping(prefix = "watchfloor.syslog")
public interface SyslogConfig {
    /** Listeners by a name of your choice. What a listener receives is its tenant's. */
    Map<String, Listener> listeners();

    /** Bytes of one message; the rest of a longer one is cut off and counted. */
    @WithDefault("64K")
    MemorySize maxMessageSize();

    /** TCP connections open at once over all listeners; further ones are closed at once and counted. */
    @WithDefault("1000")
    int maxConnections();

    /** One listener. */
    interface Listener {
        /** Tenant of everything received here. */
        String tenant();

        /** Port for TCP, octet-counted and newline framing alike; none if absent, any free one if 0. */
        OptionalInt tcpPort();

        /** Port for UDP; none if absent, any free one if 0. */
        OptionalInt udpPort();

        /** Address to listen on. */
        @WithDefault("127.0.0.1")
        String host();

        /** Zone of timestamps that name none. */
        @WithDefault("UTC")
        ZoneId zone();

        /** Value of {@code watchfloor.source} for everything received here; syslog if absent. */
        Optional<String> source();
    }
}
