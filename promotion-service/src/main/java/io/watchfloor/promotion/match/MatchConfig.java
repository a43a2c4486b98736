package io.watchfloor.promotion.match;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of matches. */
@ConfigMapping(prefix = "watchfloor.match")
public interface MatchConfig {
    /**
     * How long a match waits for the version of its rule that made it, once for each version, as a duration such as {@code
     * 5s}. After that the newest known version serves, or what the match itself says.
     */
    @WithDefault("5s")
    Duration rulePatience();
}
