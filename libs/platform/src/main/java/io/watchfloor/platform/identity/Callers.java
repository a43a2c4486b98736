package io.watchfloor.platform.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller of the current request. Fails closed: a credential without a tenant is refused with 403. */
@ApplicationScoped
public class Callers {
    /** Attribute by which an authentication mechanism other than JWT states the tenant. */
    public static final String TENANT_ATTRIBUTE = "watchfloor.tenant";

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller; call it inside a request, after authorisation. */
    public Caller current() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            boolean service = identity.hasRole(Roles.SERVICE);
            return new Caller(
                    tenant(token.getClaim("tenant_id")),
                    token.getSubject() == null ? token.getName() : token.getSubject(),
                    service ? "service" : "user",
                    identity.getRoles(),
                    strings(token.getClaim("teams")));
        }
        return new Caller(
                tenant(identity.getAttribute(TENANT_ATTRIBUTE)),
                identity.getPrincipal().getName(),
                "ingest_key",
                identity.getRoles(),
                Set.of());
    }

    private static TenantId tenant(@Nullable Object claim) {
        try {
            if (claim != null) {
                return new TenantId(claim.toString());
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "The credential's tenant is not valid", e);
        }
        throw new ProblemException(CommonProblem.FORBIDDEN, "The credential names no tenant (claim tenant_id)");
    }

    private static Set<String> strings(@Nullable Object claim) {
        return claim instanceof Collection<?> values
                ? values.stream().map(Callers::unquoted).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static String unquoted(Object value) {
        return value instanceof jakarta.json.JsonString string ? string.getString() : value.toString();
    }
}
