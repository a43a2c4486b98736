package io.watchfloor.platform.identity;

import java.util.Set;

/**
 * Who calls and for which tenant; both come from the credential alone.
 *
 * @param subject the user's or service's name
 * @param actorType user, service or ingest_key
 */
public record Caller(TenantId tenant, String subject, String actorType, Set<String> roles, Set<String> teams) {
    public Caller {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** A part of this system acting for a tenant without a request, such as a consumer. */
    public static Caller service(TenantId tenant, String service) {
        return new Caller(tenant, service, "service", Set.of(Roles.SERVICE), Set.of());
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
