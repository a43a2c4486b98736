package io.watchfloor.detection.attack;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.attack.DeclaredRule;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.detection.rule.RuleVisibility;
import io.watchfloor.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The rules that name techniques, with what is known of them; read only. What nothing has recorded yet counts as not
 * proven.
 */
@ApplicationScoped
class DeclaredRules {
    private static final String SELECT = """
            select r.rule_id, r.spec ->> 'name' as name, r.enabled,
                   coalesce(r.test_status = 'passed', false) as tests_pass,
                   r.last_triggered_at is not null or exists (
                       select from rule_total t where t.tenant_id = r.tenant_id and t.rule_id = r.rule_id) as fired,
                   array(select jsonb_array_elements_text(r.spec -> 'mitre_techniques')) as techniques
            from rule r
            where jsonb_typeof(r.spec -> 'mitre_techniques') = 'array' and
            """ + RuleVisibility.SEEN + " order by r.rule_id";

    /** Every rule that the caller sees and that names a technique, oldest first. */
    Uni<List<DeclaredRule>> seen(SqlConnection connection, Caller caller) {
        return connection
                .preparedQuery(SELECT)
                .execute(RuleVisibility.of(caller))
                .map(DeclaredRules::rules);
    }

    private static List<DeclaredRule> rules(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DeclaredRules::rule)
                .toList();
    }

    private static DeclaredRule rule(Row row) {
        return new DeclaredRule(
                row.getUUID("rule_id").toString(),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("techniques"))
                        .map(TechniqueId::parse)
                        .flatMap(Optional::stream)
                        .toList(),
                new DeclaredRule.Facts(
                        row.getBoolean("enabled"), row.getBoolean("tests_pass"), false, row.getBoolean("fired")));
    }
}
