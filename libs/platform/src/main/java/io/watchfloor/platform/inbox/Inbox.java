package io.watchfloor.platform.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Remembers, in the transaction of the effect, which messages a consumer has taken. */
@ApplicationScoped
public class Inbox {
    private static final String TAKE = """
            insert into inbox (tenant_id, consumer, message_id)
            select $1, $2, id from unnest($3::text[]) as id
            on conflict do nothing
            returning message_id
            """;

    /** Notes the ids and answers those not seen before; the transaction must be the tenant's. */
    public Uni<Set<String>> take(SqlConnection connection, TenantId tenant, String consumer, Collection<String> ids) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(tenant.value(), consumer, ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("message_id"))
                        .collect(Collectors.toSet()));
    }
}
