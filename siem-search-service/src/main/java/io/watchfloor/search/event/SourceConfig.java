package io.watchfloor.search.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** The kinds of source an event can be of. */
@ConfigMapping(prefix = "watchfloor.sources")
public interface SourceConfig {
    /** Known values of {@code watchfloor.source}: what {@code ?source=} of ingest and {@code source} of a search accept. */
    @WithDefault(
            "wazuh,suricata,zeek,velociraptor,syslog,windows,auditd,web,firewall,cloudtrail,azure,o365,defender,app")
    Set<String> known();

    /** The known sources as a sentence lists them. */
    default String list() {
        return String.join(", ", known().stream().sorted().toList());
    }
}
