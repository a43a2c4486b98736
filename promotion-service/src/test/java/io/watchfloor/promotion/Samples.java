package io.watchfloor.promotion;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules, events and matches written for these tests. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00.000Z");
    public static final String RULE = "rule-1";

    private Samples() {}

    public static RuleVersion rule(String tenant, String ruleId, int version, String... dedupFields) {
        return new RuleVersion(
                tenant,
                ruleId,
                version,
                "Door rattled",
                null,
                true,
                Severity.MEDIUM,
                "{{rule.name}} by {{user}}",
                "{{match.count}} tries from {{source_ip}} on {{host}}",
                dedupFields.length == 0 ? List.of("host", "user", "source_ip") : List.of(dedupFields),
                3_600,
                true,
                List.of("T1110"),
                List.of("doors"),
                NOON);
    }

    public static RuleVersion disabled(RuleVersion rule) {
        return new RuleVersion(
                rule.tenantId(),
                rule.ruleId(),
                rule.version(),
                rule.name(),
                rule.description(),
                false,
                rule.severity(),
                rule.titleTemplate(),
                rule.descriptionTemplate(),
                rule.dedupFields(),
                rule.dedupWindowSeconds(),
                rule.autoCreateCase(),
                rule.techniques(),
                rule.tags(),
                rule.updatedAt());
    }

    public static RuleVersion withTemplates(RuleVersion rule, String title, String description) {
        return new RuleVersion(
                rule.tenantId(),
                rule.ruleId(),
                rule.version(),
                rule.name(),
                rule.description(),
                rule.enabled(),
                rule.severity(),
                title,
                description,
                rule.dedupFields(),
                rule.dedupWindowSeconds(),
                rule.autoCreateCase(),
                rule.techniques(),
                rule.tags(),
                rule.updatedAt());
    }

    /** An event; {@code more} is fields and values in turn. */
    public static Event event(String tenant, String id, Instant at, Object... more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, id);
        fields.put(Event.TIMESTAMP, at.toString());
        fields.put(Event.TENANT, tenant);
        fields.put(Event.SOURCE, "app");
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return new Event(fields);
    }

    /** A match of these events, each an occurrence. */
    public static Match match(String tenant, String matchId, Map<String, String> group, Event... events) {
        List<Occurrence> occurrences = Arrays.stream(events)
                .map(event -> new Occurrence(event.id(), event.timestamp()))
                .toList();
        return match(tenant, matchId, group, occurrences, List.of(events), null);
    }

    public static Match match(
            String tenant,
            String matchId,
            Map<String, String> group,
            List<Occurrence> occurrences,
            List<Event> events,
            Match.Escalation escalation) {
        Instant start = occurrences.stream()
                .map(Occurrence::eventTime)
                .min(Instant::compareTo)
                .orElse(NOON);
        Instant end = occurrences.stream()
                .map(Occurrence::eventTime)
                .max(Instant::compareTo)
                .orElse(NOON);
        return new Match(
                matchId,
                tenant,
                RULE,
                1,
                "Door rattled",
                Match.Trigger.STREAM,
                escalation == null ? Severity.MEDIUM : Severity.HIGH,
                group,
                new Match.Window(start, end),
                occurrences.size(),
                occurrences,
                events,
                escalation,
                false,
                NOON);
    }

    /** The match for another rule. */
    public static Match ofRule(String ruleId, Match match) {
        return copy(ruleId, match.severity(), match);
    }

    /** The match with another severity. */
    public static Match withSeverity(Severity severity, Match match) {
        return copy(match.ruleId(), severity, match);
    }

    private static Match copy(String ruleId, Severity severity, Match match) {
        return new Match(
                match.matchId(),
                match.tenantId(),
                ruleId,
                match.ruleVersion(),
                match.ruleName(),
                match.trigger(),
                severity,
                match.group(),
                match.window(),
                match.total(),
                match.occurrences(),
                match.events(),
                match.escalation(),
                match.late(),
                match.detectedAt());
    }
}
