package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.local.LocalIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    Path directory;

    @Test
    void aTokenCarriesTheHolderAndIsVerifiedByThePublicKeyOfTheSameDirectory() throws Exception {
        Tokens.Holder holder = new Tokens.Holder("ana", "acme", List.of("analyst", "admin"), List.of("blue"));
        String token = Tokens.issue(LocalIdentity.of(directory), holder, Duration.ofMinutes(10));

        JwtClaims claims = verifier(directory).processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo("ana");
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("ana");
        assertThat(claims.getStringClaimValue("tenant_id")).isEqualTo("acme");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("analyst", "admin");
        assertThat(claims.getStringListClaimValue("teams")).containsExactly("blue");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(600);
    }

    @Test
    void aTokenOfAnotherDirectoryIsRefused() {
        String token = Tokens.issue(
                LocalIdentity.of(directory.resolve("other")), Tokens.Holder.ana("acme"), Duration.ofMinutes(1));
        assertThatThrownBy(() -> verifier(directory).processToClaims(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void thePrivateKeyIsItsOwnersAlone() throws Exception {
        Path file = LocalIdentity.of(directory).privateFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void unknownRolesAndTenantsThatAreNoSlugsAreRefused() {
        assertThatThrownBy(() -> new Tokens.Holder("ana", "acme", List.of("root"), List.of()))
                .hasMessageContaining("Unknown roles: root")
                .hasMessageContaining("analyst");
        assertThatThrownBy(() -> new Tokens.Holder("ana", "Acme Inc", List.of("admin"), List.of()))
                .hasMessageContaining("'Acme Inc'");
        assertThatThrownBy(() -> new Tokens.Holder(" ", "acme", List.of("admin"), List.of()))
                .hasMessageContaining("--user");
    }

    private static JwtConsumer verifier(Path directory) {
        return new JwtConsumerBuilder()
                .setVerificationKey(LocalIdentity.of(directory).publicKey())
                .setExpectedIssuer(LocalIdentity.ISSUER)
                .setRequireExpirationTime()
                .build();
    }
}
