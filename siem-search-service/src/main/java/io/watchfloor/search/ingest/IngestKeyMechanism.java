package io.watchfloor.search.ingest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ingest keys as credentials: {@code Authorization: Bearer wfk_…} or {@code X-Ingest-Key: wfk_…}. A request with neither
 * is left to the other mechanism (JWT); a key that is not valid is refused here.
 */
@ApplicationScoped
public class IngestKeyMechanism implements HttpAuthenticationMechanism {
    private static final String HEADER = "X-Ingest-Key";
    private static final String BEARER = "Bearer ";
    /** Before the JWT mechanism, which would refuse the key as a malformed token. */
    private static final int BEFORE_JWT = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1_000;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String text = key(context);
        if (text == null) {
            return Uni.createFrom().nullItem();
        }
        return IngestKeyText.parse(text)
                .map(key -> identities.authenticate(new IngestKeyAuthentication(key)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException("not an ingest key")));
    }

    private static @Nullable String key(RoutingContext context) {
        String header = context.request().getHeader(HEADER);
        if (header != null) {
            return header.strip();
        }
        String authorization = context.request().getHeader("Authorization");
        boolean isKey = authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && authorization.startsWith(IngestKeyText.PREFIX, BEARER.length());
        return isKey ? authorization.substring(BEARER.length()).strip() : null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(IngestKeyAuthentication.class);
    }

    @Override
    public int getPriority() {
        return BEFORE_JWT;
    }
}
