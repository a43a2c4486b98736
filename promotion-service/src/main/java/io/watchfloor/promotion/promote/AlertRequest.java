package io.watchfloor.promotion.promote;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Severity;
import io.watchfloor.promotion.render.AlertObservables;
import io.watchfloor.promotion.render.AlertText;
import io.watchfloor.promotion.render.Facts;
import io.watchfloor.rules.dedup.Entities;
import io.watchfloor.rules.dedup.FieldValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body of case-service's {@code POST /api/v1/alerts} for a promoted log.
 *
 * @param entities the values of the rule's dedup fields, from which case-service makes the dedup key
 * @param eventTime time of the log
 */
record AlertRequest(
        String title,
        String description,
        Severity severity,
        String source,
        @Nullable String host,
        List<ObservableValue> observables,
        List<String> tags,
        List<String> mitreTechniques,
        @Nullable String ruleId,
        @Nullable Integer ruleVersion,
        @Nullable String ruleName,
        @Nullable Map<String, List<String>> entities,
        @Nullable Long dedupWindowSeconds,
        String logId,
        Instant eventTime,
        boolean createCase) {
    private static final String DEFAULT_SOURCE = "siem";
    private static final int LONGEST_NAME = 255;

    /** The alert of a log, by its rule if it has one, with what the caller wrote in place of what would be rendered. */
    static AlertRequest of(Event log, @Nullable RuleVersion rule, PromotionRequest asked) {
        AlertText text = text(log, rule).with(asked.title(), asked.description());
        List<ObservableValue> observables = AlertObservables.of(Map.of(), List.of(log));
        return new AlertRequest(
                text.title(),
                text.description(),
                severity(log, rule, asked),
                Objects.requireNonNullElse(first(log, Event.SOURCE), DEFAULT_SOURCE),
                first(log, "host.name"),
                observables,
                tags(rule, asked),
                rule == null ? List.of() : rule.techniques(),
                rule == null ? null : rule.ruleId(),
                rule == null ? null : rule.version(),
                rule == null ? null : rule.name(),
                rule == null ? null : Entities.of(rule.dedupFields(), Map.of(), List.of(log)),
                rule == null ? null : rule.dedupWindowSeconds(),
                log.id(),
                log.timestamp(),
                Boolean.TRUE.equals(asked.createCase()));
    }

    private static AlertText text(Event log, @Nullable RuleVersion rule) {
        if (rule == null) {
            return AlertText.ofLog(log);
        }
        Facts.Extent extent = new Facts.Extent(1, log.timestamp(), log.timestamp());
        return AlertText.ofRule(rule, Facts.of(rule, extent, Map.of(), List.of(log)));
    }

    private static Severity severity(Event log, @Nullable RuleVersion rule, PromotionRequest asked) {
        if (asked.severity() != null) {
            return asked.severity();
        }
        return rule == null ? logSeverity(first(log, "event.severity_name")) : rule.severity();
    }

    /** A log without a severity of its own is worth a look: an analyst picked it. */
    private static Severity logSeverity(@Nullable String name) {
        return Stream.of(Severity.values())
                .filter(severity -> severity.wireName().equalsIgnoreCase(name))
                .findFirst()
                .orElse(Severity.MEDIUM);
    }

    private static List<String> tags(@Nullable RuleVersion rule, PromotionRequest asked) {
        Stream<String> fromRule = rule == null ? Stream.empty() : rule.tags().stream();
        Stream<String> given = asked.tags() == null ? Stream.empty() : asked.tags().stream();
        return Stream.concat(fromRule, given).distinct().toList();
    }

    /** Longer than any name is no name: the log is still promoted. */
    private static @Nullable String first(Event log, String field) {
        return FieldValues.of(log.fields(), field).stream()
                .filter(value -> value.length() <= LONGEST_NAME)
                .findFirst()
                .orElse(null);
    }
}
