package io.watchfloor.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final String ISSUER = "https://watchfloor.test";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final KeyPair keys = keys();
    private final JWTAuthContextInfo by = new JWTAuthContextInfo(keys.getPublic(), ISSUER);
    private final Instant now = Instant.now();

    @Test
    void aTokenIsVerifiedOnceInItsTime() throws ParseException {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(1), now);
        String token = token(keys, "ana");

        assertThat(tokens.parse(token, by)).isSameAs(tokens.parse(token, by));
        assertThat(tokens.parse(token, by).getSubject()).isEqualTo("ana");
    }

    @Test
    void anotherTokenOfTheSameSubjectIsVerifiedItself() throws ParseException {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(1), now);
        String good = token(keys, "ana");
        String forged = token(keys(), "ana");
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);

        assertThat(tokens.parse(good, by).getSubject()).isEqualTo("ana");
        assertThatThrownBy(() -> tokens.parse(forged, by)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse(forged, by)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse(unsigned, by)).isInstanceOf(ParseException.class);
    }

    @Test
    void whoVerifiesByAnotherKeyTrustsNoneOfIt() throws ParseException {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(1), now);
        String token = token(keys, "ana");
        JWTAuthContextInfo other = new JWTAuthContextInfo(keys().getPublic(), ISSUER);

        assertThat(tokens.parse(token, by).getSubject()).isEqualTo("ana");
        assertThatThrownBy(() -> tokens.parse(token, other)).isInstanceOf(ParseException.class);
    }

    @Test
    void nothingHoldsBeyondTheEndOfTheToken() throws ParseException {
        VerifiedTokens tokens = tokens(Duration.ofHours(1), now.plus(TOKEN_LIFE));
        String token = token(keys, "ana");

        assertThat(tokens.parse(token, by)).isNotSameAs(tokens.parse(token, by));
    }

    @Test
    void withoutALifeEachRequestIsVerified() throws ParseException {
        VerifiedTokens tokens = tokens(Duration.ZERO, now);
        String token = token(keys, "ana");

        assertThat(tokens.parse(token, by)).isNotSameAs(tokens.parse(token, by));
    }

    private static VerifiedTokens tokens(Duration life, Instant at) {
        return new VerifiedTokens(new Settings(life), Clock.fixed(at, ZoneOffset.UTC));
    }

    private String token(KeyPair signer, String subject) {
        return Jwt.issuer(ISSUER)
                .subject(subject)
                .upn(subject)
                .groups(Set.of(Roles.ANALYST))
                .issuedAt(now)
                .expiresAt(now.plus(TOKEN_LIFE))
                .sign(signer.getPrivate());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Settings(Duration verifiedTokenLife) implements IdentityConfig {
        @Override
        public Optional<String> serviceKey() {
            return Optional.empty();
        }

        @Override
        public String issuer() {
            return ISSUER;
        }

        @Override
        public Duration serviceTokenLife() {
            return Duration.ofMinutes(1);
        }
    }
}
