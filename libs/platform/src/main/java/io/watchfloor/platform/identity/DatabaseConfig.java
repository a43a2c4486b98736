package io.watchfloor.platform.identity;

import io.smallrye.config.ConfigMapping;

/** The service's database. */
@ConfigMapping(prefix = "watchfloor.database")
public interface DatabaseConfig {
    /** Database name; the roles are {@code <name>_owner}, {@code <name>_app} and {@code <name>_system}. */
    String name();
}
