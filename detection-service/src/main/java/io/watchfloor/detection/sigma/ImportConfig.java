package io.watchfloor.detection.sigma;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one import of rules may bring. */
@ConfigMapping(prefix = "watchfloor.rule-import")
public interface ImportConfig {
    /** Files of a list, or entries of an archive. */
    @WithDefault("10000")
    int maxFiles();

    /** Size of one file of rules, unpacked. */
    @WithDefault("1M")
    MemorySize maxFileSize();

    /** Size of all files together, unpacked. */
    @WithDefault("64M")
    MemorySize maxTotalSize();

    /** How many times its own size an archive may unpack to. */
    @WithDefault("100")
    int maxRatio();
}
