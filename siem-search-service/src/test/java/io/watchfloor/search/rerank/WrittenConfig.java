package io.watchfloor.search.rerank;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Configuration as an operator writes it: one call at a time, answers of 10,000 bytes. */
public record WrittenConfig(Optional<URI> url, Optional<String> model, Optional<String> apiKey, Duration timeout)
        implements RerankConfig {
    @Override
    public int concurrent() {
        return 1;
    }

    @Override
    public MemorySize answerSize() {
        return new MemorySize(BigInteger.valueOf(10_000));
    }
}
