package io.watchfloor.search.tools;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The analyst's tools. */
@ConfigMapping(prefix = "watchfloor.tools")
public interface ToolConfig {
    /**
     * File with an own version of {@code ATT&CK} Enterprise, MITRE's STIX 2.1 bundle {@code enterprise-attack.json}, read at start: {@code mitre_map}
     * answers with its techniques and quotes its sentences. Without it, the bundled catalogue and no quotes.
     */
    Optional<Path> attackBundle();
}
