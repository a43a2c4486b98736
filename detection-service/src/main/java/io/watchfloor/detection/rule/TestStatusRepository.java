package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The column {@code rule.test_status}. */
@ApplicationScoped
public class TestStatusRepository {
    private static final String UPDATE = """
            update rule r set test_status = given.status
            from unnest($1::uuid[], $2::text[]) as given(rule_id, status)
            where r.rule_id = given.rule_id
            """;

    /** Keeps what the tests of these rules came to; null for rules without any. In the tenant's transaction. */
    public Uni<Void> store(SqlConnection connection, Map<RuleId, ? extends @Nullable TestStatus> statuses) {
        UUID[] ids = statuses.keySet().stream().map(RuleId::value).toArray(UUID[]::new);
        String[] names = statuses.values().stream()
                .map(status -> status == null ? null : status.wireName())
                .toArray(String[]::new);
        return connection.preparedQuery(UPDATE).execute(Tuple.of(ids, names)).replaceWithVoid();
    }
}
