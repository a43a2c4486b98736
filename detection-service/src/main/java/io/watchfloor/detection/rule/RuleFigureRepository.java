package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Counts what the other features' tables say of rules, for many rules in one query; in the tenant's transaction. */
@ApplicationScoped
class RuleFigureRepository {
    private static final String COUNT = """
            select asked.rule_id, coalesce(f.rights, 0) as rights, coalesce(f.wrongs, 0) as wrongs,
                   coalesce(t.matches, 0) as matches, coalesce(t.events, 0) as events, coalesce(s.suppressed, 0) as suppressed,
                   t.last_match_at, r.test_status
            from unnest($1::uuid[]) as asked(rule_id)
            left join rule r on r.rule_id = asked.rule_id
            left join rule_total t on t.rule_id = asked.rule_id
            left join (select rule_id, count(*) filter (where verdict = 'true_positive') as rights,
                              count(*) filter (where verdict = 'false_positive') as wrongs
                       from rule_feedback where rule_id = any($1) group by rule_id) f on f.rule_id = asked.rule_id
            left join (select rule_id, sum(hit_count)::bigint as suppressed
                       from suppression where rule_id = any($1) group by rule_id) s on s.rule_id = asked.rule_id
            """;

    /** The figures by rule. */
    Uni<Map<RuleId, RuleFigures>> of(SqlConnection connection, Collection<RuleId> rules) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(rules.stream().map(RuleId::value).toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> new RuleId(row.getUUID("rule_id")), RuleFigureRepository::figures)));
    }

    private static RuleFigures figures(Row row) {
        OffsetDateTime last = row.getOffsetDateTime("last_match_at");
        return new RuleFigures(
                row.getLong("rights"),
                row.getLong("wrongs"),
                row.getLong("matches"),
                row.getLong("events"),
                row.getLong("suppressed"),
                last == null ? null : last.toInstant(),
                TestStatus.stored(row.getString("test_status")));
    }
}
