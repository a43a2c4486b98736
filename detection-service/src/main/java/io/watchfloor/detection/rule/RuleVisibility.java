package io.watchfloor.detection.rule;

import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;

/**
 * Which rules a caller may see, decided in the query itself so that nothing that hangs on a rule can forget it. Roles and
 * teams are those of the present token: losing one takes the rule away with the next request. Other services see every
 * rule of the tenant; an administrator sees what is shared with an administrator.
 */
public final class RuleVisibility {
    /** Holds for the rows of {@code rule r} that the caller sees; takes the parameters $1 to $3. */
    public static final String SEEN = """
            (r.sharing_mode is null or $1::text is null or r.created_by = $1
             or (r.sharing_mode = 'team' and r.owner_teams && $2::text[])
             or (r.sharing_mode = 'roles' and r.shared_with_roles && $3::text[]))
            """;

    private RuleVisibility() {}

    /** The parameters $1 to $3 of {@link #SEEN}; add further ones behind. */
    public static Tuple of(Caller caller) {
        return Tuple.tuple()
                .addString(caller.hasRole(Roles.SERVICE) ? null : caller.subject())
                .addArrayOfString(caller.teams().toArray(String[]::new))
                .addArrayOfString(caller.roles().toArray(String[]::new));
    }
}
