package io.watchfloor.promotion.mute;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.rules.suppress.SplitMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table of events that were kept back; every method works in the caller's transaction, which must be the tenant's. */
@ApplicationScoped
class MutedEvents {
    private static final String FIND =
            "select match_id, event_id from muted_event where tenant_id = $1 and match_id = any($2)";
    private static final String STORE = """
            insert into muted_event (tenant_id, match_id, event_id, rule_id, suppression_id, reason, muted_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict do nothing
            """;
    private static final String RELEASE =
            "delete from muted_event where tenant_id = $1 and match_id = $2 and event_id = any($3)";

    /** The events of the matches that are kept back, by match id. */
    Uni<Map<String, Set<String>>> find(SqlConnection connection, String tenant, Collection<String> matchIds) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant, matchIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.groupingBy(
                                row -> row.getString("match_id"),
                                Collectors.mapping(row -> row.getString("event_id"), Collectors.toSet()))));
    }

    Uni<Void> store(SqlConnection connection, List<SplitMatch.Part> parts, Instant at) {
        List<Tuple> rows = parts.stream().flatMap(part -> rows(part, at)).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(STORE).executeBatch(rows).replaceWithVoid();
    }

    /** Forgets the events of matches that were brought back. */
    Uni<Void> release(SqlConnection connection, List<Match> released) {
        List<Tuple> rows = released.stream()
                .map(match -> Tuple.of(
                        match.tenantId(),
                        match.matchId(),
                        match.occurrences().stream().map(Occurrence::eventId).toArray(String[]::new)))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(RELEASE).executeBatch(rows).replaceWithVoid();
    }

    private static Stream<Tuple> rows(SplitMatch.Part part, Instant at) {
        Match match = part.match();
        Suppression suppression = part.suppression();
        return match.occurrences().stream()
                .map(occurrence -> Tuple.tuple()
                        .addString(match.tenantId())
                        .addString(match.matchId())
                        .addString(occurrence.eventId())
                        .addString(match.ruleId())
                        .addString(suppression.suppressionId())
                        .addString(suppression.reason())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)));
    }
}
