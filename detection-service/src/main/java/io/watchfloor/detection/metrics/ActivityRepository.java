package io.watchfloor.detection.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Counts matches and their events, by rule and hour and in all. What was counted of a match stands in {@code rule_match}; a
 * message adds only what goes beyond that, so it may come again, late or in another order.
 */
@ApplicationScoped
class ActivityRepository {
    private static final String COUNT = """
            with incoming as (
                select * from unnest($2::text[], $3::uuid[], $4::bigint[], $5::timestamptz[])
                as i(match_id, rule_id, total, at)
            ), stored as (
                insert into rule_match as m (tenant_id, match_id, rule_id, total, seen_at)
                select $1, match_id, rule_id, total, $6 from incoming order by match_id
                on conflict (tenant_id, match_id) do update
                set total = greatest(m.total, excluded.total), seen_at = excluded.seen_at
                returning new.match_id, (old.match_id is null)::int as matches,
                          new.total - coalesce(old.total, 0) as events
            ), news as (
                select rule_id, date_bin('1 hour', at, timestamptz '2000-01-01 00:00:00Z') as hour, at,
                       matches, events
                from stored join incoming using (match_id) where matches > 0 or events > 0
            ), hours as (
                insert into rule_hour as h (tenant_id, rule_id, hour, matches, events)
                select $1, rule_id, hour, sum(matches), sum(events) from news group by rule_id, hour order by 2, 3
                on conflict (tenant_id, rule_id, hour) do update
                set matches = h.matches + excluded.matches, events = h.events + excluded.events
            )
            insert into rule_total as t (tenant_id, rule_id, matches, events, last_match_at)
            select $1, rule_id, sum(matches), sum(events), max(at) from news group by rule_id order by 2
            on conflict (tenant_id, rule_id) do update
            set matches = t.matches + excluded.matches, events = t.events + excluded.events,
                last_match_at = greatest(t.last_match_at, excluded.last_match_at)
            """;
    private static final String FORGET_MATCHES = "delete from rule_match where seen_at < now() - interval '14 days'";
    private static final String FORGET_HOURS = "delete from rule_hour where hour < now() - interval '400 days'";

    /** Counts what is new in the sightings, which name each match once; the transaction must be the tenant's. */
    Uni<Void> count(SqlConnection connection, TenantId tenant, Collection<Sighting> sightings, Instant now) {
        Sighting[] all = sightings.toArray(Sighting[]::new);
        Tuple parameters = Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(column(all, i -> all[i].matchId(), String[]::new))
                .addArrayOfUUID(column(all, i -> all[i].rule(), UUID[]::new))
                .addArrayOfLong(column(all, i -> all[i].total(), Long[]::new))
                .addArrayOfOffsetDateTime(column(all, i -> all[i].at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(COUNT).execute(parameters).replaceWithVoid();
    }

    /** Forgets single matches once no topic can bring them again, and hours that no window reaches; for the system role. */
    Uni<Void> forget(SqlConnection connection) {
        return connection
                .query(FORGET_MATCHES)
                .execute()
                .chain(() -> connection.query(FORGET_HOURS).execute())
                .replaceWithVoid();
    }

    private static <T> T[] column(Sighting[] all, IntFunction<T> value, IntFunction<T[]> array) {
        return java.util.stream.IntStream.range(0, all.length).mapToObj(value).toArray(array);
    }
}
