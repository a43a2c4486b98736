package io.watchfloor.rules.dedup;

import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.observables.dedup.DedupKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a rule's dedup fields: the entities that, with tenant and rule, an alert is about. */
public final class Entities {
    private static final String RULE_PROFILE = "rule";

    private Entities() {}

    /**
     * The values of each dedup field: the group's, which every event of the match shares, else those of the sample events
     * as a sorted set. A field without a value has an empty list.
     */
    public static Map<String, List<String>> of(
            List<String> dedupFields, Map<String, String> group, Collection<Event> events) {
        Map<String, String> grouped = FieldValues.ecs(group);
        Map<String, List<String>> entities = new LinkedHashMap<>();
        for (String field : dedupFields) {
            List<String> shared = FieldValues.of(grouped, field);
            entities.put(field, shared.isEmpty() ? seen(field, events) : shared);
        }
        return entities;
    }

    /** What makes the match's alert the same alert. */
    public static Candidate.Dedup key(RuleVersion rule, Match match) {
        Map<String, List<String>> entities = of(rule.dedupFields(), match.group(), match.events());
        String hash = DedupKey.rule(match.tenantId(), match.ruleId(), entities);
        return new Candidate.Dedup(RULE_PROFILE, entities, hash, rule.dedupWindowSeconds());
    }

    private static List<String> seen(String field, Collection<Event> events) {
        return events.stream()
                .flatMap(event -> FieldValues.of(event.fields(), field).stream())
                .sorted()
                .distinct()
                .toList();
    }
}
