package io.watchfloor.platform.readiness;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.watchfloor.platform.identity.DatabaseConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Stops a service whose database role could step around row-level security, or whose tables do not force it. Runs after
 * the migrations and before anything is consumed.
 */
@ApplicationScoped
public class DatabaseRoleCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FACTS = """
            select current_user::text as role,
                   r.rolsuper or r.rolbypassrls as bypasses,
                   (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relowner = r.oid and c.relkind in ('r', 'p') and n.nspname = 'public') as owned,
                   (select coalesce(string_agg(c.relname, ', ' order by c.relname), '')
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and n.nspname = 'public'
                       and exists (select 1 from pg_attribute a
                                    where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
                       and not (c.relrowsecurity and c.relforcerowsecurity)) as unforced
            from pg_roles r where r.rolname = current_user
            """;

    private final Pool pool;
    private final DatabaseConfig config;

    DatabaseRoleCheck(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.config = config;
    }

    void refuseUnsafeRole(@Observes @Priority(1) StartupEvent event) {
        Row facts = pool.query(FACTS)
                .execute()
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(PATIENCE);
        String role = facts.getString("role");
        if (facts.getBoolean("bypasses") || facts.getLong("owned") > 0) {
            throw new IllegalStateException("Refusing to start: quarkus.datasource.username is " + role
                    + ", which owns tables or bypasses row-level security. Use the role " + config.name() + "_app.");
        }
        if (!facts.getString("unforced").isEmpty()) {
            throw new IllegalStateException(
                    "Refusing to start: row-level security is not forced on " + facts.getString("unforced") + ".");
        }
    }
}
