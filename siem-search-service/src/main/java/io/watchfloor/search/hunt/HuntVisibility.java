package io.watchfloor.search.hunt;

import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.Caller;

/**
 * Which hunts a caller sees, decided in the query itself so that nothing that hangs on a hunt can forget it. The caller's
 * roles and teams are those of the present token, the owner's teams those of their newest one.
 */
final class HuntVisibility {
    /** Holds for the rows of {@code siem_hunts h} that the caller sees; takes the parameters $1 to $3. */
    static final String SEEN = """
            (h.created_by = $1
             or (h.sharing_mode = 'team' and exists (
                 select 1 from siem_hunt_owners t
                 where t.tenant_id = h.tenant_id and t.subject = h.created_by and t.teams && $2::text[]))
             or (h.sharing_mode = 'roles' and h.shared_with_roles && $3::text[]))
            """;

    private HuntVisibility() {}

    /** The parameters $1 to $3 of {@link #SEEN}; add further ones behind. */
    static Tuple of(Caller caller) {
        return Tuple.tuple()
                .addString(caller.subject())
                .addArrayOfString(caller.teams().toArray(String[]::new))
                .addArrayOfString(caller.roles().toArray(String[]::new));
    }
}
