package io.watchfloor.search.ingest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who the holder of an ingest key is: role {@code ingest} in the key's tenant. Valid keys are remembered for a while. */
@ApplicationScoped
class IngestKeyIdentities implements IdentityProvider<IngestKeyAuthentication> {
    private static final int MAX_REMEMBERED = 10_000;

    private record Known(SecurityIdentity identity, Instant until) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final IngestKeyService keys;
    private final IngestConfig config;
    private final Clock clock;

    IngestKeyIdentities(IngestKeyService keys, IngestConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Class<IngestKeyAuthentication> getRequestType() {
        return IngestKeyAuthentication.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(IngestKeyAuthentication request, AuthenticationRequestContext context) {
        IngestKeyText key = request.key();
        String hash = HexFormat.of().formatHex(key.hash());
        Known remembered = known.get(hash);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Uni.createFrom().item(remembered.identity());
        }
        return keys.check(key).map(id -> identity(key, hash, id));
    }

    private SecurityIdentity identity(IngestKeyText key, String hash, Optional<UUID> id) {
        if (id.isEmpty()) {
            known.remove(hash);
            throw new AuthenticationFailedException("there is no such ingest key");
        }
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(id.get().toString()))
                .addRole(Roles.INGEST)
                .addAttribute(Callers.TENANT_ATTRIBUTE, key.tenant().value())
                .build();
        if (known.size() >= MAX_REMEMBERED) {
            known.clear();
        }
        known.put(hash, new Known(identity, clock.instant().plus(config.keyCache())));
        return identity;
    }
}
