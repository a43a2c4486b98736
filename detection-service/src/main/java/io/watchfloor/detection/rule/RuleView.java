package io.watchfloor.detection.rule;

import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is answered: what its author wrote, with defaults, and what the service knows of it.
 *
 * @param sigma the document of a Sigma rule
 * @param testStatus what the cases in the document came to; absent for other rules
 * @param lastMatchCount matches of the last run
 * @param lastTriggeredAt when it last matched, in a run or on the stream
 * @param isOwner whether the caller made the rule
 * @param truePositives present verdicts that it was right
 * @param falsePositives present verdicts that it was wrong
 * @param precision share of the verdicts that it was right, 0 to 1; absent without any
 * @param matchTotal different matches announced so far
 * @param eventTotal events in those matches
 * @param warnings why the rule may not do what its author expects, such as fields that no event has; not in lists
 */
@Schema(name = "StoredRule")
public record RuleView(
        RuleId ruleId,
        int version,
        String name,
        @Nullable String description,
        String ruleType,
        @Nullable Map<String, Object> condition,
        List<Map<String, String>> enrichment,
        List<RuleSpec.CorrelationSpec> correlation,
        RuleSpec.@Nullable ResponseSpec response,
        @Nullable String query,
        @Nullable String source,
        @Nullable String matchSeverity,
        @Nullable String host,
        @Nullable String sigma,
        @Nullable TestStatus testStatus,
        List<String> groupBy,
        Severity severity,
        String titleTemplate,
        String descriptionTemplate,
        RuleSpec.DedupSpec dedup,
        boolean autoCreateCase,
        boolean scheduleEnabled,
        int scheduleIntervalMinutes,
        @Nullable Instant nextRunAt,
        List<String> tags,
        List<String> mitreTechniques,
        boolean enabled,
        @Nullable Instant lastRunAt,
        @Nullable Long lastMatchCount,
        @Nullable Instant lastTriggeredAt,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable SharingMode sharingMode,
        List<String> sharedWithRoles,
        boolean isOwner,
        long truePositives,
        long falsePositives,
        @Nullable Double precision,
        long matchTotal,
        long eventTotal,
        long suppressedTotal,
        List<String> warnings) {

    static RuleView of(Caller caller, Rule rule, RuleFigures figures, List<String> warnings) {
        RuleSpec spec = rule.spec();
        RuleDefaults effective = rule.effective();
        return new RuleView(
                rule.id(),
                rule.version(),
                spec.name(),
                spec.description(),
                spec.ruleType(),
                spec.condition(),
                RuleDefaults.orEmpty(spec.enrichment()),
                RuleDefaults.orEmpty(spec.correlation()),
                spec.response(),
                spec.query(),
                spec.source(),
                spec.matchSeverity(),
                spec.host(),
                spec.sigma(),
                figures.tests(),
                effective.groupBy(),
                effective.severity(),
                effective.titleTemplate(),
                effective.descriptionTemplate(),
                new RuleSpec.DedupSpec(effective.dedupFields(), effective.dedupWindow()),
                effective.autoCreateCase(),
                effective.scheduleEnabled(),
                effective.scheduleIntervalMinutes(),
                rule.nextRunAt(),
                RuleDefaults.orEmpty(spec.tags()),
                RuleDefaults.orEmpty(spec.mitreTechniques()),
                effective.enabled(),
                rule.telemetry().lastRunAt(),
                rule.telemetry().lastMatchCount(),
                figures.lastTriggered(rule.telemetry().lastTriggeredAt()),
                rule.created().at(),
                rule.created().by(),
                rule.updated().at(),
                rule.updated().by(),
                spec.sharingMode(),
                RuleDefaults.orEmpty(spec.sharedWithRoles()),
                rule.isOwnedBy(caller),
                figures.truePositives(),
                figures.falsePositives(),
                figures.precision(),
                figures.matches(),
                figures.events(),
                figures.suppressed(),
                warnings);
    }
}
