package io.watchfloor.search.rerank;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Ranking the candidates of {@code mitre_map} again by a language model. */
@ConfigMapping(prefix = "watchfloor.tools.rerank")
public interface RerankConfig {
    /**
     * Base address of an OpenAI-compatible endpoint, such as {@code http://127.0.0.1:11434/v1}; descriptions and indicators are sent there.
     * Nothing is sent anywhere without it.
     */
    Optional<URI> url();

    /** Name of the model at that endpoint; required with the address. */
    Optional<String> model();

    /** API key, sent as a bearer token; only over {@code https}, or to this machine. */
    Optional<String> apiKey();

    /** Longest time of a call; after it the answer has the order of the own model. */
    @WithDefault("5s")
    Duration timeout();

    /** Calls at the same time, on this instance; further requests are answered in the order of the own model. */
    @WithDefault("4")
    int concurrent();

    /** Bytes of the endpoint's answer at most; a larger one is not read. */
    @WithDefault("64K")
    MemorySize answerSize();
}
