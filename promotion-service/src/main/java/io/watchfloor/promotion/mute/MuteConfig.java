package io.watchfloor.promotion.mute;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How muting is decided. */
@ConfigMapping(prefix = "watchfloor.mute")
public interface MuteConfig {
    /**
     * How long a match waits for events that it names and does not carry to become searchable, when one of its rule's
     * suppressions may be about them, as a duration such as {@code 10s}. After that those that were not found are not
     * muted: better an alert too many.
     */
    @WithDefault("10s")
    Duration eventPatience();
}
