package io.watchfloor.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Verifies a bearer token when it is first seen and then every so often, and not for each request: signature and claims cost more than a small
 * request does. What was verified holds for {@link IdentityConfig#verifiedTokenLife}, which is how much longer a withdrawn key is trusted, and
 * never beyond the token's own end. Tokens themselves are not kept.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final int MOST = 10_000;

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final Cache<Key, JWTCallerPrincipal> verified;
    private final Clock clock;

    /**
     * Of one token.
     *
     * @param by how it is verified
     * @param digest SHA-256 of the token, in hexadecimal digits
     */
    private record Key(JWTAuthContextInfo by, String digest) {
        static Key of(String token, JWTAuthContextInfo by) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                return new Key(by, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    VerifiedTokens(IdentityConfig config, Clock clock) {
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(config.verifiedTokenLife())
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo by) throws ParseException {
        Key key = Key.of(token, by);
        JWTCallerPrincipal known = verified.getIfPresent(key);
        if (known != null && clock.instant().getEpochSecond() < known.getExpirationTime()) {
            return known;
        }
        JWTCallerPrincipal fresh = verifier.parse(token, by);
        verified.put(key, fresh);
        return fresh;
    }
}
