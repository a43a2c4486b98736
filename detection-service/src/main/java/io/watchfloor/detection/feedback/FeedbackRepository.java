package io.watchfloor.detection.feedback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.detection.rule.RuleId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code rule_feedback}, in the tenant's transaction. */
@ApplicationScoped
class FeedbackRepository {
    private static final String COLUMNS =
            "feedback_id, rule_id, verdict, alert_id, case_id, log_id, comment, analyst, revision, created_at, updated_at";

    /** The unique key decides between two first verdicts at once: the second one waits and becomes a change. */
    private static final String PUT = """
            insert into rule_feedback as f (tenant_id, target, revision, feedback_id, rule_id, verdict, alert_id, case_id,
                                            log_id, comment, analyst, created_at, updated_at)
            values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
            on conflict (tenant_id, rule_id, target, analyst) do update
            set verdict = excluded.verdict, revision = f.revision + 1, updated_at = excluded.updated_at,
                comment = coalesce(excluded.comment, f.comment), case_id = coalesce(excluded.case_id, f.case_id),
                log_id = coalesce(excluded.log_id, f.log_id)
            returning %s, old.verdict as verdict_before
            """.formatted("f." + COLUMNS.replace(", ", ", f."));

    private static final String LIST = "select " + COLUMNS + """
             from rule_feedback
            where rule_id = $1 and ($2::uuid is null or feedback_id < $2) and ($3::uuid is null or alert_id = $3)
              and ($4::uuid is null or case_id = $4) and ($5::uuid is null or log_id = $5)
              and ($6::text is null or verdict = $6)
            order by feedback_id desc limit $7
            """;

    /** What was stored, and the verdict that it replaced. */
    record Stored(RuleFeedback feedback, Feedback.@Nullable Verdict before) {
        boolean isFirst() {
            return before == null;
        }
    }

    /** Stores a verdict, in place of the one that the analyst gave before on the same target. */
    Uni<Stored> put(SqlConnection connection, String tenant, String target, RuleFeedback given) {
        Tuple row = Tuple.tuple()
                .addString(tenant)
                .addString(target)
                .addUUID(given.feedbackId())
                .addUUID(given.ruleId())
                .addString(word(given.verdict()))
                .addUUID(given.alertId())
                .addUUID(given.caseId())
                .addUUID(given.logId())
                .addString(given.comment())
                .addString(given.analyst())
                .addOffsetDateTime(given.createdAt().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(PUT)
                .execute(row)
                .map(rows -> rows.iterator().next())
                .map(stored -> new Stored(feedback(stored), verdict(stored.getString("verdict_before"))));
    }

    /** The rule's feedback, newest first, after {@code after}. */
    Uni<List<RuleFeedback>> list(
            SqlConnection connection, RuleId rule, FeedbackFilter filter, @Nullable UUID after, int limit) {
        Feedback.Verdict verdict = filter.verdict();
        Tuple parameters = Tuple.tuple()
                .addUUID(rule.value())
                .addUUID(after)
                .addUUID(filter.alertId())
                .addUUID(filter.caseId())
                .addUUID(filter.logId())
                .addString(verdict == null ? null : word(verdict))
                .addInteger(limit);
        return connection
                .preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FeedbackRepository::feedback)
                        .toList());
    }

    private static RuleFeedback feedback(Row row) {
        return new RuleFeedback(
                row.getUUID("feedback_id"),
                row.getUUID("rule_id"),
                Feedback.Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getUUID("alert_id"),
                row.getUUID("case_id"),
                row.getUUID("log_id"),
                row.getString("comment"),
                row.getString("analyst"),
                row.getLong("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static String word(Feedback.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Feedback.@Nullable Verdict verdict(@Nullable String word) {
        return word == null ? null : Feedback.Verdict.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
