package io.watchfloor.cases.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of an alert: its columns, from and to the value. */
final class AlertRow {
    /** Columns that never change, after tenant_id and id. */
    private static final List<String> FIXED = List.of(
            "source",
            "host",
            "rule_id",
            "rule_version",
            "rule_name",
            "dedup_profile",
            "dedup_values",
            "dedup_hash",
            "dedup_window_seconds",
            "generation",
            "previous_alert_id",
            "created_by",
            "created_at");

    /** Columns that an update writes. */
    private static final List<String> CHANGING = List.of(
            "title",
            "description",
            "severity",
            "severity_locked",
            "observables",
            "tags",
            "techniques",
            "open_for_grouping",
            "prior_verdict",
            "status",
            "verdict",
            "assignee",
            "acknowledged_at",
            "resolved_at",
            "closed_at",
            "reopened_at",
            "reopen_count",
            "occurrence_count",
            "late_count",
            "stored_occurrences",
            "occurrences_truncated",
            "first_seen",
            "last_seen",
            "case_ids",
            "updated_at",
            "version");

    static final String COLUMNS = "id, " + String.join(", ", FIXED) + ", " + String.join(", ", CHANGING);

    static final String INSERT = "insert into alert (tenant_id, id, " + String.join(", ", FIXED) + ", "
            + String.join(", ", CHANGING) + ") values (" + parameters(2 + FIXED.size() + CHANGING.size())
            + ") on conflict do nothing";

    static final String UPDATE = "update alert set " + assignments() + " where tenant_id = $1 and id = $2";

    private AlertRow() {}

    private static String parameters(int count) {
        List<String> parameters = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parameters.add("$" + i);
        }
        return String.join(", ", parameters);
    }

    private static String assignments() {
        List<String> assignments = new ArrayList<>();
        for (int i = 0; i < CHANGING.size(); i++) {
            assignments.add(CHANGING.get(i) + " = $" + (i + 3));
        }
        return String.join(", ", assignments);
    }

    static Tuple forInsert(TenantId tenant, Alert alert) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(tenant.value());
        values.add(alert.id().value());
        addFixed(values, alert);
        addContent(values, alert);
        addTriage(values, alert);
        addTally(values, alert);
        return Tuple.from(values);
    }

    static Tuple forUpdate(TenantId tenant, Alert alert) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(tenant.value());
        values.add(alert.id().value());
        addContent(values, alert);
        addTriage(values, alert);
        addTally(values, alert);
        return Tuple.from(values);
    }

    private static void addFixed(List<@Nullable Object> values, Alert alert) {
        RuleRef rule = alert.rule();
        DedupIdentity dedup = alert.dedup();
        AlertId previous = alert.lineage().previous();
        values.add(alert.content().source());
        values.add(alert.content().host());
        values.add(rule == null ? null : rule.id());
        values.add(rule == null ? null : rule.version());
        values.add(rule == null ? null : rule.name());
        values.add(dedup.profile());
        values.add(json(dedup.values()));
        values.add(dedup.hash());
        values.add(dedup.window().toSeconds());
        values.add(alert.lineage().generation());
        values.add(previous == null ? null : previous.value());
        values.add(alert.stamp().createdBy());
        values.add(utc(alert.stamp().createdAt()));
    }

    private static void addContent(List<@Nullable Object> values, Alert alert) {
        AlertContent content = alert.content();
        values.add(content.title());
        values.add(content.description());
        values.add((short) content.severity().ordinal());
        values.add(content.severityLocked());
        values.add(json(content.observables()));
        values.add(content.tags().toArray(String[]::new));
        values.add(content.techniques().toArray(String[]::new));
        values.add(alert.lineage().openForGrouping());
        values.add(word(alert.lineage().priorVerdict()));
    }

    private static void addTriage(List<@Nullable Object> values, Alert alert) {
        Alert.Triage triage = alert.triage();
        values.add(triage.status().wireName());
        values.add(word(triage.verdict()));
        values.add(triage.assignee());
        values.add(utc(triage.acknowledgedAt()));
        values.add(utc(triage.resolvedAt()));
        values.add(utc(triage.closedAt()));
        values.add(utc(triage.reopenedAt()));
        values.add(triage.reopenCount());
    }

    private static void addTally(List<@Nullable Object> values, Alert alert) {
        Alert.Tally tally = alert.tally();
        values.add(tally.occurrences());
        values.add(tally.late());
        values.add(tally.stored());
        values.add(tally.truncated());
        values.add(utc(tally.firstSeen()));
        values.add(utc(tally.lastSeen()));
        values.add(alert.caseIds().stream().map(CaseId::value).toArray(UUID[]::new));
        values.add(utc(alert.stamp().updatedAt()));
        values.add(alert.stamp().version());
    }

    static Alert read(Row row) {
        return new Alert(
                new AlertId(row.getUUID("id")),
                content(row),
                rule(row),
                dedup(row),
                lineage(row),
                triage(row),
                tally(row),
                Arrays.stream(row.getArrayOfUUIDs("case_ids")).map(CaseId::new).toList(),
                new Alert.Stamp(
                        row.getString("created_by"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant(),
                        row.getLong("version")));
    }

    private static AlertContent content(Row row) {
        return new AlertContent(
                row.getString("title"),
                row.getString("description"),
                Severity.values()[row.getShort("severity")],
                row.getBoolean("severity_locked"),
                row.getString("source"),
                row.getString("host"),
                row.getJsonArray("observables").stream()
                        .map(JsonObject.class::cast)
                        .map(json -> new ObservableValue(json.getString("type"), json.getString("value")))
                        .toList(),
                List.of(row.getArrayOfStrings("tags")),
                List.of(row.getArrayOfStrings("techniques")));
    }

    private static @Nullable RuleRef rule(Row row) {
        String id = row.getString("rule_id");
        return id == null ? null : new RuleRef(id, row.getInteger("rule_version"), row.getString("rule_name"));
    }

    private static DedupIdentity dedup(Row row) {
        Map<String, List<String>> values = new TreeMap<>();
        row.getJsonObject("dedup_values")
                .forEach(entry -> values.put(
                        entry.getKey(),
                        ((JsonArray) entry.getValue())
                                .stream().map(Object::toString).toList()));
        return new DedupIdentity(
                row.getString("dedup_profile"),
                values,
                row.getString("dedup_hash"),
                Duration.ofSeconds(row.getLong("dedup_window_seconds")));
    }

    private static Alert.Lineage lineage(Row row) {
        UUID previous = row.getUUID("previous_alert_id");
        return new Alert.Lineage(
                row.getInteger("generation"),
                row.getBoolean("open_for_grouping"),
                previous == null ? null : new AlertId(previous),
                verdict(row.getString("prior_verdict")));
    }

    private static Alert.Triage triage(Row row) {
        return new Alert.Triage(
                AlertStatus.of(row.getString("status")).orElseThrow(),
                verdict(row.getString("verdict")),
                row.getString("assignee"),
                instant(row.getOffsetDateTime("acknowledged_at")),
                instant(row.getOffsetDateTime("resolved_at")),
                instant(row.getOffsetDateTime("closed_at")),
                instant(row.getOffsetDateTime("reopened_at")),
                row.getInteger("reopen_count"));
    }

    private static Alert.Tally tally(Row row) {
        return new Alert.Tally(
                row.getLong("occurrence_count"),
                row.getLong("late_count"),
                row.getInteger("stored_occurrences"),
                row.getBoolean("occurrences_truncated"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant());
    }

    private static JsonArray json(List<ObservableValue> observables) {
        return new JsonArray(observables.stream()
                .map(observable -> JsonObject.of("type", observable.type(), "value", observable.value()))
                .toList());
    }

    private static JsonObject json(Map<String, List<String>> values) {
        JsonObject json = new JsonObject();
        values.forEach((field, given) -> json.put(field, new JsonArray(given)));
        return json;
    }

    private static @Nullable String word(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.wireName();
    }

    private static @Nullable Verdict verdict(@Nullable String word) {
        return word == null ? null : Verdict.of(word).orElseThrow();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
