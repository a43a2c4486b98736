package io.watchfloor.promotion.match;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.promotion.dedup.KeyedMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of what each match became; every method works in the caller's transaction, which must be the tenant's. */
@ApplicationScoped
class PromotionRepository {
    private static final String FIND =
            "select match_id, dedup from promotion where tenant_id = $1 and match_id = any($2)";
    private static final String STORE = """
            insert into promotion (tenant_id, match_id, dedup_hash, dedup, rule_id, occurrences, promoted_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, match_id) do update
            set occurrences = greatest(promotion.occurrences, excluded.occurrences), promoted_at = excluded.promoted_at
            """;

    /** The alerts that earlier messages of the matches were given, by match id. */
    Uni<Map<String, Candidate.Dedup>> find(SqlConnection connection, String tenant, Collection<String> matchIds) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant, matchIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("match_id"), PromotionRepository::dedup)));
    }

    Uni<Void> store(SqlConnection connection, List<KeyedMatch> matches, Instant at) {
        if (matches.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(STORE)
                .executeBatch(matches.stream().map(keyed -> tuple(keyed, at)).toList())
                .replaceWithVoid();
    }

    private static Tuple tuple(KeyedMatch keyed, Instant at) {
        Match match = keyed.match();
        return Tuple.tuple()
                .addString(match.tenantId())
                .addString(match.matchId())
                .addString(keyed.dedup().hash())
                .addString(new String(ContractJson.write(keyed.dedup()), StandardCharsets.UTF_8))
                .addString(match.ruleId())
                .addLong(match.total())
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    }

    private static Candidate.Dedup dedup(Row row) {
        return ContractJson.read(row.getString("dedup").getBytes(StandardCharsets.UTF_8), Candidate.Dedup.class);
    }
}
