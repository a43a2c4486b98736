package io.watchfloor.search.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;

/** The face for AI agents. */
@ConfigMapping(prefix = "watchfloor.mcp")
public interface McpConfig {
    /** Characters of a tool's answer, about four to a token; longer ones are cut, and say so. 1,000 to 1,000,000. */
    @WithDefault("24000")
    @WithName("answer-size")
    int answerSize();

    /** Longest time of one call. */
    @WithDefault("30s")
    Duration time();

    /** Where detection-service is. */
    @WithDefault("http://127.0.0.1:8082")
    @WithName("detection-url")
    URI detectionUrl();

    /** Where promotion-service is. */
    @WithDefault("http://127.0.0.1:8083")
    @WithName("promotion-url")
    URI promotionUrl();

    /** Where case-service is. */
    @WithDefault("http://127.0.0.1:8084")
    @WithName("cases-url")
    URI casesUrl();
}
