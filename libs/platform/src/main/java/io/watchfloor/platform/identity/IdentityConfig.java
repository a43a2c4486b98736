package io.watchfloor.platform.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service proves itself to the others. */
@ConfigMapping(prefix = "watchfloor.identity")
public interface IdentityConfig {
    /** File with the PKCS#8 PEM key that signs service tokens. Without it this service cannot call others on its own. */
    Optional<String> serviceKey();

    /** Issuer of service tokens; equals the issuer that the other services verify. */
    @WithDefault("https://watchfloor.local")
    String issuer();

    /** Life of a service token, as an ISO 8601 or short duration such as {@code 60s}. */
    @WithDefault("60s")
    Duration serviceTokenLife();

    /** How long a bearer token that was verified is trusted before it is verified again; 0 to verify it for each request. */
    @WithDefault("30s")
    Duration verifiedTokenLife();
}
