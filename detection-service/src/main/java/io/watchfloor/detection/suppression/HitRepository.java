package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tables {@code suppression_hit} and {@code suppressed_event}, in the tenant's transaction. */
@ApplicationScoped
class HitRepository {
    private static final String INSERT = """
            insert into suppression_hit (tenant_id, hit_id, fact, suppression_id, rule_id, match_id, run_id, reason,
                                         event_ids, match, muted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (tenant_id, fact) do nothing
            """;
    /** Each event counts once, however often and by whomever it is found. */
    private static final String COUNT = """
            with fresh as (
                insert into suppressed_event (tenant_id, suppression_id, event_id)
                select $1, $2, id from unnest($3::text[]) as id
                on conflict do nothing returning 1)
            update suppression
            set hit_count = hit_count + (select count(*) from fresh), last_hit_at = greatest(last_hit_at, $4)
            where tenant_id = $1 and suppression_id = $2 and (select count(*) from fresh) > 0
            """;

    private static final String SELECT = """
            select tenant_id, hit_id, fact, suppression_id, rule_id, run_id, reason, event_ids, match, muted_at,
                   promoted_at, promoted_by
            from suppression_hit
            """;
    private static final String LIST =
            SELECT + "where suppression_id = $1 and ($2::uuid is null or hit_id < $2) order by hit_id desc limit $3";
    private static final String LOCK = SELECT + "where suppression_id = $1 and hit_id = $2 for update";
    private static final String RELEASE =
            "update suppression_hit set promoted_at = $3, promoted_by = $4 where suppression_id = $1 and hit_id = $2";

    /** Stores hits and counts their events; what was stored before changes nothing. */
    Uni<Void> record(SqlConnection connection, List<SuppressionHit> hits) {
        return Multi.createFrom()
                .iterable(hits)
                .onItem()
                .transformToUniAndConcatenate(hit -> record(connection, hit))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> record(SqlConnection connection, SuppressionHit hit) {
        OffsetDateTime at = hit.mutedAt().atOffset(ZoneOffset.UTC);
        String tenant = hit.tenant().value();
        String[] events = hit.eventIds().toArray(String[]::new);
        Match match = hit.match();
        Tuple row = Tuple.tuple()
                .addString(tenant)
                .addUUID(hit.id())
                .addString(hit.fact())
                .addUUID(hit.suppression())
                .addUUID(hit.rule())
                .addString(match == null ? null : match.matchId())
                .addString(hit.runId())
                .addString(hit.reason())
                .addArrayOfString(events)
                .addString(match == null ? null : new String(ContractJson.write(match), StandardCharsets.UTF_8))
                .addOffsetDateTime(at);
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .chain(() -> connection.preparedQuery(COUNT).execute(Tuple.of(tenant, hit.suppression(), events, at)))
                .replaceWithVoid();
    }

    /** What the suppression kept back, latest first. */
    Uni<List<SuppressionHit>> list(SqlConnection connection, SuppressionId of, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(of.value(), after, limit))
                .map(HitRepository::hits);
    }

    /** The hit, held against others until the transaction ends. */
    Uni<Optional<SuppressionHit>> lock(SqlConnection connection, SuppressionId of, UUID id) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(of.value(), id))
                .map(rows -> hits(rows).stream().findFirst());
    }

    /** Notes that a hit was brought back. */
    Uni<Void> release(SqlConnection connection, SuppressionHit hit, StoredSuppression.Change change) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(hit.suppression(), hit.id(), change.at().atOffset(ZoneOffset.UTC), change.by()))
                .replaceWithVoid();
    }

    private static List<SuppressionHit> hits(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(HitRepository::hit)
                .toList();
    }

    private static SuppressionHit hit(Row row) {
        String match = row.getString("match");
        OffsetDateTime promoted = row.getOffsetDateTime("promoted_at");
        return new SuppressionHit(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("hit_id"),
                row.getString("fact"),
                row.getUUID("suppression_id"),
                row.getUUID("rule_id"),
                row.getString("run_id"),
                row.getString("reason"),
                List.of(row.getArrayOfStrings("event_ids")),
                match == null ? null : ContractJson.read(match.getBytes(StandardCharsets.UTF_8), Match.class),
                row.getOffsetDateTime("muted_at").toInstant(),
                promoted == null
                        ? null
                        : new StoredSuppression.Change(promoted.toInstant(), row.getString("promoted_by")));
    }
}
