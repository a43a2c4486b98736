package io.watchfloor.promotion.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.RuleVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of rules; every method works in the caller's transaction, which must be the tenant's. */
@ApplicationScoped
public class RuleProjection {
    private static final String STORE = """
            insert into rule_projection (tenant_id, rule_id, version, body) values ($1, $2, $3, $4)
            on conflict (tenant_id, rule_id) do update set version = excluded.version, body = excluded.body
            where rule_projection.version <= excluded.version
            """;
    private static final String FIND =
            "select rule_id, body from rule_projection where tenant_id = $1 and rule_id = any($2)";

    /** Takes the versions; one that is older than what is known changes nothing. */
    Uni<Void> store(SqlConnection connection, List<RuleVersion> rules) {
        return connection
                .preparedQuery(STORE)
                .executeBatch(rules.stream().map(RuleProjection::tuple).toList())
                .replaceWithVoid();
    }

    /** The newest versions of the rules that are known, by rule id. */
    public Uni<Map<String, RuleVersion>> find(SqlConnection connection, String tenant, Collection<String> ruleIds) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant, ruleIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("rule_id"), RuleProjection::rule)));
    }

    private static Tuple tuple(RuleVersion rule) {
        String body = new String(ContractJson.write(rule), StandardCharsets.UTF_8);
        return Tuple.of(rule.tenantId(), rule.ruleId(), rule.version(), body);
    }

    private static RuleVersion rule(Row row) {
        return ContractJson.read(row.getString("body").getBytes(StandardCharsets.UTF_8), RuleVersion.class);
    }
}
