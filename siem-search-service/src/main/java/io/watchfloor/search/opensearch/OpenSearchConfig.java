package io.watchfloor.search.opensearch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The OpenSearch cluster, where {@code watchfloor.store.kind} is {@code opensearch}. */
@ConfigMapping(prefix = "watchfloor.store.opensearch")
public interface OpenSearchConfig {
    /** Its nodes, {@code http} or {@code https}; those that do not answer are passed over for a while. */
    @WithDefault("http://127.0.0.1:9200")
    List<URI> hosts();

    /** User for HTTP basic authentication; none if absent. */
    Optional<String> username();

    /** Password of that user. */
    Optional<String> password();

    /** PEM file of the certificate authorities to trust, instead of the JDK's. */
    Optional<Path> caCertificate();

    /** How long to wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long to wait for an answer. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** Connections to each node. */
    @WithDefault("20")
    int connections();

    /** Bytes of events in one request to store, but for its last event. */
    @WithDefault("4M")
    MemorySize bulkSize();

    /** Bytes of one answer; a search whose answer would be longer asks for fewer events at a time. */
    @WithDefault("16M")
    MemorySize answerSize();
}
