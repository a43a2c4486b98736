package io.watchfloor.platform.identity;

import io.quarkus.runtime.ApplicationConfig;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Short-lived bearer tokens with which this service calls another one for a tenant. */
@ApplicationScoped
public class ServiceTokens {
    private record Issued(String token, Instant renewAt) {}

    private final IdentityConfig config;
    private final Clock clock;
    private final String service;
    private final Map<TenantId, Issued> issued = new ConcurrentHashMap<>();
    private volatile @Nullable PrivateKey key;

    ServiceTokens(IdentityConfig config, Clock clock, ApplicationConfig application) {
        this.config = config;
        this.clock = clock;
        this.service = application.name().orElse("watchfloor-service");
    }

    /** A token for the tenant with role {@code service}; the value for an {@code Authorization} header. */
    public String bearer(TenantId tenant) {
        Instant now = clock.instant();
        Issued current =
                issued.compute(tenant, (t, old) -> old != null && now.isBefore(old.renewAt()) ? old : issue(t, now));
        return "Bearer " + current.token();
    }

    private Issued issue(TenantId tenant, Instant now) {
        String token = Jwt.issuer(config.issuer())
                .subject(service)
                .upn(service)
                .groups(Set.of(Roles.SERVICE))
                .claim("tenant_id", tenant.value())
                .issuedAt(now)
                .expiresAt(now.plus(config.serviceTokenLife()))
                .sign(key());
        return new Issued(token, now.plus(config.serviceTokenLife().dividedBy(2)));
    }

    private PrivateKey key() {
        PrivateKey loaded = key;
        if (loaded == null) {
            loaded = load(config.serviceKey()
                    .orElseThrow(() -> new IllegalStateException("watchfloor.identity.service-key is not set")));
            key = loaded;
        }
        return loaded;
    }

    private static PrivateKey load(String file) {
        try {
            return KeyUtils.decodePrivateKey(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read watchfloor.identity.service-key " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("watchfloor.identity.service-key is not a PKCS#8 PEM key: " + file, e);
        }
    }
}
