package io.watchfloor.search.hunt;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Notes what the tokens of requests say of their holders' roles and teams, those of requests that are refused too: who was
 * a hunter yesterday and is none today has no other way to tell.
 */
@ApplicationScoped
public class SeenTokens implements SecurityIdentityAugmentor {
    /** More users than that between two rounds of {@link OwnerRights}: the rest is noted at their next request. */
    private static final int MOST = 20_000;

    private final Map<Holder, Seen> newest = new ConcurrentHashMap<>();

    private record Holder(String tenant, String subject) {}

    /** One token: its holder, what it says and when it was issued. */
    record Seen(String tenantId, String subject, List<String> roles, List<String> teams, Instant tokenAt) {}

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && newest.size() < MOST) {
            note(identity, token);
        }
        return Uni.createFrom().item(identity);
    }

    private void note(SecurityIdentity identity, JsonWebToken token) {
        Object tenant = token.getClaim("tenant_id");
        String subject = token.getSubject() == null ? token.getName() : token.getSubject();
        if (tenant == null || subject == null) {
            return;
        }
        Seen seen = new Seen(
                tenant.toString(),
                subject,
                sorted(identity.getRoles()),
                token.getClaim("teams") instanceof Collection<?> teams ? sorted(teams) : List.of(),
                Instant.ofEpochSecond(Math.max(0, token.getIssuedAtTime())));
        newest.merge(new Holder(seen.tenantId(), subject), seen, SeenTokens::newer);
    }

    private static Seen newer(Seen before, Seen now) {
        return now.tokenAt().isBefore(before.tokenAt()) ? before : now;
    }

    private static List<String> sorted(Collection<?> values) {
        return values.stream().map(SeenTokens::text).sorted().toList();
    }

    private static String text(Object value) {
        return value instanceof jakarta.json.JsonString string ? string.getString() : value.toString();
    }

    /** The caller's token, as far as it is known when it was issued. */
    Seen of(Caller caller) {
        Seen seen = newest.get(new Holder(caller.tenant().value(), caller.subject()));
        return new Seen(
                caller.tenant().value(),
                caller.subject(),
                sorted(caller.roles()),
                sorted(caller.teams()),
                seen == null ? Instant.EPOCH : seen.tokenAt());
    }

    /** What was seen since the last time. */
    List<Seen> drain() {
        List<Seen> drained = new ArrayList<>();
        newest.forEach((holder, seen) -> {
            if (newest.remove(holder, seen)) {
                drained.add(seen);
            }
        });
        return drained;
    }
}
