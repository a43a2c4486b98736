package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The table {@code retention_policy}, in the tenant's transaction. */
@ApplicationScoped
class RetentionRepository {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('retention/' || $1, 0))";
    private static final String SELECT = """
            select version, default_days, sources, source_days, updated_at, updated_by
              from retention_policy where tenant_id = $1
            """;
    private static final String STORE = """
            insert into retention_policy (tenant_id, version, default_days, sources, source_days, updated_at, updated_by)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id) do update
                set version = excluded.version, default_days = excluded.default_days, sources = excluded.sources,
                    source_days = excluded.source_days, updated_at = excluded.updated_at,
                    updated_by = excluded.updated_by
            """;

    /**
     * Until the transaction ends, no other sets the tenant's policy, places a hold or drops events of the tenant. So no
     * event is dropped that a policy or a hold that was answered keeps.
     */
    Uni<Void> lock(SqlConnection connection, TenantId tenant) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(tenant.value())).replaceWithVoid();
    }

    Uni<RetentionPolicy> policy(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(RetentionRepository::policy)
                        .orElse(RetentionPolicy.NONE));
    }

    Uni<Void> store(SqlConnection connection, TenantId tenant, RetentionPolicy policy) {
        List<String> sources = List.copyOf(policy.sources().keySet());
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.tuple()
                        .addString(tenant.value())
                        .addInteger(policy.version())
                        .addInteger(policy.defaultDays())
                        .addArrayOfString(sources.toArray(String[]::new))
                        .addArrayOfInteger(policy.sources().values().toArray(Integer[]::new))
                        .addOffsetDateTime(
                                Objects.requireNonNull(policy.updatedAt()).atOffset(ZoneOffset.UTC))
                        .addString(policy.updatedBy()))
                .replaceWithVoid();
    }

    private static RetentionPolicy policy(Row row) {
        String[] sources = row.getArrayOfStrings("sources");
        Integer[] days = row.getArrayOfIntegers("source_days");
        Map<String, Integer> bySource = new HashMap<>();
        for (int i = 0; i < sources.length; i++) {
            bySource.put(sources[i], days[i]);
        }
        return new RetentionPolicy(
                row.getInteger("version"),
                row.getInteger("default_days"),
                bySource,
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getString("updated_by"));
    }
}
