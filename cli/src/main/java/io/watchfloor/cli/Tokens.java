package io.watchfloor.cli;

import io.watchfloor.local.LocalIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Bearer tokens of a local stack: JWT, RS256, signed with its own key. */
public final class Tokens {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Set<String> ROLES = Set.of(
            "viewer", "analyst", "hunter", "detection_engineer", "responder", "approver", "admin", "service", "ingest");

    /**
     * Whom a token is for.
     *
     * @param user becomes {@code sub} and {@code upn}
     * @param tenant becomes {@code tenant_id}
     * @param roles become {@code groups}
     * @param teams become {@code teams}
     */
    public record Holder(String user, String tenant, List<String> roles, List<String> teams) {
        public Holder {
            if (user.isBlank()) {
                throw new CommandException("A token needs a user: --user NAME.");
            }
            tenant = requireTenant(tenant);
            roles = requireRoles(roles);
            teams = List.copyOf(teams);
        }

        /** The user the launcher and the demo speak of. */
        public static Holder ana(String tenant) {
            return new Holder("ana", tenant, List.of("admin", "analyst", "detection_engineer"), List.of());
        }
    }

    private Tokens() {}

    /** A token that ends {@code life} from now. */
    public static String issue(LocalIdentity identity, Holder holder, Duration life) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(LocalIdentity.ISSUER);
        claims.setSubject(holder.user());
        claims.setStringClaim("upn", holder.user());
        claims.setStringClaim("tenant_id", holder.tenant());
        claims.setStringListClaim("groups", holder.roles());
        claims.setStringListClaim("teams", holder.teams());
        claims.setIssuedAtToNow();
        NumericDate expiry = NumericDate.now();
        expiry.addSeconds(life.toSeconds());
        claims.setExpirationTime(expiry);
        claims.setGeneratedJwtId();
        return sign(identity, claims);
    }

    private static String sign(LocalIdentity identity, JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(identity.privateKey());
        signature.setKeyIdHeaderValue(identity.keyId());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new CommandException("The token could not be signed: " + e.getMessage(), e);
        }
    }

    static String requireTenant(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new CommandException(
                    "A tenant is its short name: lower-case letters, digits and hyphens, at most 63; not '" + tenant
                            + "'.");
        }
        return tenant;
    }

    private static List<String> requireRoles(List<String> roles) {
        Set<String> unknown = new TreeSet<>(roles);
        unknown.removeAll(ROLES);
        if (roles.isEmpty() || !unknown.isEmpty()) {
            throw new CommandException("Unknown roles: " + String.join(", ", unknown) + ". There are: "
                    + String.join(", ", new TreeSet<>(ROLES)) + ".");
        }
        return List.copyOf(roles);
    }
}
