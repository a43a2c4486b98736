package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code suppression}, in the tenant's transaction. */
@ApplicationScoped
class SuppressionRepository {
    private static final String SELECT = """
            select tenant_id, suppression_id, rule_id, version, spec, created_at, created_by, updated_at, updated_by,
                   revoked_at, revoked_by, hit_count, last_hit_at
            from suppression
            """;
    private static final String INSERT = """
            insert into suppression (tenant_id, suppression_id, rule_id, version, spec, starts_at, ends_at, updated_at,
                                     updated_by, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)
            """;
    private static final String UPDATE = """
            update suppression set version = $4, spec = $5, starts_at = $6, ends_at = $7, updated_at = $8,
                                   updated_by = $9, revoked_at = $10, revoked_by = $11
            where tenant_id = $1 and rule_id = $3 and suppression_id = $2
            """;
    private static final String LIST = SELECT + """
            where rule_id = $1 and ($2::uuid is null or suppression_id < $2)
              and ($3::boolean is null
                   or $3 = (revoked_at is null and starts_at <= $4::timestamptz and ends_at > $4::timestamptz))
            order by suppression_id desc limit $5
            """;
    private static final String STANDING = SELECT + "where rule_id = $1 and revoked_at is null";
    private static final String FIND = SELECT + "where rule_id = $1 and suppression_id = $2";

    /** A place in a rule's list, and which ones are wanted: null for all. */
    record Wanted(
            RuleId rule, @Nullable UUID after, @Nullable Boolean active, Instant now, int limit) {}

    Uni<Void> insert(SqlConnection connection, StoredSuppression suppression) {
        return connection.preparedQuery(INSERT).execute(common(suppression)).replaceWithVoid();
    }

    Uni<Void> update(SqlConnection connection, StoredSuppression suppression) {
        StoredSuppression.Change revoked = suppression.revoked();
        Tuple row = common(suppression)
                .addOffsetDateTime(revoked == null ? null : time(revoked.at()))
                .addString(revoked == null ? null : revoked.by());
        return connection.preparedQuery(UPDATE).execute(row).replaceWithVoid();
    }

    /** The rule's suppressions, newest first. */
    Uni<List<StoredSuppression>> list(SqlConnection connection, Wanted wanted) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(
                        wanted.rule().value(), wanted.after(), wanted.active(), time(wanted.now()), wanted.limit()))
                .map(SuppressionRepository::all);
    }

    /** All of the rule that are not revoked, whenever they mute. */
    Uni<List<StoredSuppression>> standing(SqlConnection connection, RuleId rule) {
        return connection
                .preparedQuery(STANDING)
                .execute(Tuple.of(rule.value()))
                .map(SuppressionRepository::all);
    }

    Uni<Optional<StoredSuppression>> find(SqlConnection connection, RuleId rule, SuppressionId id) {
        return one(connection, FIND, rule, id);
    }

    /** The suppression, held against other changes until the transaction ends. */
    Uni<Optional<StoredSuppression>> lock(SqlConnection connection, RuleId rule, SuppressionId id) {
        return one(connection, FIND + " for update", rule, id);
    }

    private static Uni<Optional<StoredSuppression>> one(
            SqlConnection connection, String sql, RuleId rule, SuppressionId id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(rule.value(), id.value()))
                .map(rows -> all(rows).stream().findFirst());
    }

    private static Tuple common(StoredSuppression suppression) {
        return Tuple.tuple()
                .addString(suppression.tenant().value())
                .addUUID(suppression.id().value())
                .addUUID(suppression.rule().value())
                .addInteger(suppression.version())
                .addString(new String(ContractJson.write(suppression.spec()), StandardCharsets.UTF_8))
                .addOffsetDateTime(time(suppression.contract().startsAt()))
                .addOffsetDateTime(time(suppression.spec().endsAt()))
                .addOffsetDateTime(time(suppression.updated().at()))
                .addString(suppression.updated().by());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static List<StoredSuppression> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SuppressionRepository::suppression)
                .toList();
    }

    private static StoredSuppression suppression(Row row) {
        byte[] spec = row.getString("spec").getBytes(StandardCharsets.UTF_8);
        OffsetDateTime lastHit = row.getOffsetDateTime("last_hit_at");
        return new StoredSuppression(
                new TenantId(row.getString("tenant_id")),
                new SuppressionId(row.getUUID("suppression_id")),
                new RuleId(row.getUUID("rule_id")),
                row.getInteger("version"),
                ContractJson.read(spec, SuppressionSpec.class),
                new StoredSuppression.Change(
                        row.getOffsetDateTime("created_at").toInstant(), row.getString("created_by")),
                new StoredSuppression.Change(
                        row.getOffsetDateTime("updated_at").toInstant(), row.getString("updated_by")),
                revoked(row),
                new StoredSuppression.Hits(row.getLong("hit_count"), lastHit == null ? null : lastHit.toInstant()));
    }

    private static StoredSuppression.@Nullable Change revoked(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("revoked_at");
        return at == null ? null : new StoredSuppression.Change(at.toInstant(), row.getString("revoked_by"));
    }
}
