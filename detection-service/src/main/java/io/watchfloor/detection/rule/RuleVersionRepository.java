package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code rule_version}; {@link RuleRepository} writes it with each change. */
@ApplicationScoped
class RuleVersionRepository {
    private static final String SELECT =
            "select version, logic_version, spec::text as spec, changed_at, changed_by from rule_version ";
    private static final String LIST =
            SELECT + "where rule_id = $1 and ($2::integer is null or version < $2) order by version desc limit $3";
    private static final String FIND = SELECT + "where rule_id = $1 and version = any($2)";

    /** The rule's versions, newest first, older than {@code before}. */
    Uni<List<RuleVersionView>> list(SqlConnection connection, RuleId rule, @Nullable Integer before, int limit) {
        return query(connection, LIST, Tuple.of(rule.value(), before, limit));
    }

    /** Those of the versions that exist. */
    Uni<List<RuleVersionView>> find(SqlConnection connection, RuleId rule, List<Integer> versions) {
        return query(connection, FIND, Tuple.of(rule.value(), versions.toArray(Integer[]::new)));
    }

    private static Uni<List<RuleVersionView>> query(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RuleVersionRepository::version)
                        .toList());
    }

    private static RuleVersionView version(Row row) {
        return new RuleVersionView(
                row.getInteger("version"),
                row.getInteger("logic_version"),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getString("changed_by"),
                ContractJson.read(row.getString("spec").getBytes(StandardCharsets.UTF_8), RuleSpec.class));
    }
}
