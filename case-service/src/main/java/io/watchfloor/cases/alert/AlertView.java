package io.watchfloor.cases.alert;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is shown.
 *
 * @param occurrenceCount distinct events
 * @param lateCount distinct events that arrived after closing but happened before
 * @param occurrencesTruncated some events were only counted and are not in the list of occurrences
 */
@Schema(name = "Alert")
public record AlertView(
        UUID id,
        String tenantId,
        String title,
        String description,
        Severity severity,
        boolean severityLocked,

        @Schema(
                enumeration = {"new", "triaged", "investigating", "escalated", "contained", "resolved", "false_positive"
                })
        String status,

        @Schema(enumeration = {"true_positive", "benign_true_positive", "false_positive", "duplicate", "undetermined"})
        @Nullable
        String verdict,

        @Nullable String assignee,
        String source,
        @Nullable String host,
        @Nullable String ruleId,
        @Nullable Integer ruleVersion,
        @Nullable String ruleName,
        Dedup dedup,
        boolean openForGrouping,
        int generation,
        @Nullable UUID previousAlertId,
        @Nullable String priorVerdict,
        long occurrenceCount,
        long lateCount,
        boolean occurrencesTruncated,
        int reopenCount,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable Instant reopenedAt,
        List<ObservableValue> observables,
        List<String> tags,
        List<String> mitreTechniques,
        List<UUID> caseIds,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** What makes occurrences this alert. */
    @Schema(name = "AlertDedup")
    public record Dedup(
            String profile, List<String> fields, Map<String, List<String>> values, String hash, long windowSeconds) {
        static Dedup of(DedupIdentity dedup) {
            return new Dedup(
                    dedup.profile(),
                    List.copyOf(dedup.values().keySet()),
                    dedup.values(),
                    dedup.hash(),
                    dedup.window().toSeconds());
        }
    }

    static AlertView of(TenantId tenant, Alert alert) {
        AlertContent content = alert.content();
        RuleRef rule = alert.rule();
        Alert.Lineage lineage = alert.lineage();
        Alert.Triage triage = alert.triage();
        Alert.Tally tally = alert.tally();
        AlertId previous = lineage.previous();
        return new AlertView(
                alert.id().value(),
                tenant.value(),
                content.title(),
                content.description(),
                content.severity(),
                content.severityLocked(),
                triage.status().wireName(),
                word(triage.verdict()),
                triage.assignee(),
                content.source(),
                content.host(),
                rule == null ? null : rule.id(),
                rule == null ? null : rule.version(),
                rule == null ? null : rule.name(),
                Dedup.of(alert.dedup()),
                lineage.openForGrouping(),
                lineage.generation(),
                previous == null ? null : previous.value(),
                word(lineage.priorVerdict()),
                tally.occurrences(),
                tally.late(),
                tally.truncated(),
                triage.reopenCount(),
                tally.firstSeen(),
                tally.lastSeen(),
                triage.acknowledgedAt(),
                triage.resolvedAt(),
                triage.closedAt(),
                triage.reopenedAt(),
                content.observables(),
                content.tags(),
                content.techniques(),
                alert.caseIds().stream().map(CaseId::value).toList(),
                alert.stamp().createdBy(),
                alert.stamp().createdAt(),
                alert.stamp().updatedAt(),
                alert.stamp().version());
    }

    private static @Nullable String word(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.wireName();
    }
}
