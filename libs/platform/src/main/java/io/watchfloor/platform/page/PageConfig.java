package io.watchfloor.platform.page;

import io.smallrye.config.ConfigMapping;

/** Lists and cursors. */
@ConfigMapping(prefix = "watchfloor.page")
public interface PageConfig {
    /** Secret that signs and encrypts cursors, base64, at least 32 bytes; the same on all replicas of a service. */
    String cursorKey();
}
