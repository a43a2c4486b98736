package io.watchfloor.promotion.render;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.rules.dedup.FieldValues;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the placeholders of a template stand for: {@code rule.name}, {@code rule.severity}, {@code match.count}, {@code
 * match.first_seen}, {@code match.last_seen} (RFC 3339, UTC), {@code group}, and every field of the events by its ECS or
 * short name. A group's value goes before an event's, an earlier event's before a later one's.
 */
public final class Facts {
    private static final String SEPARATOR = ", ";

    private final Map<String, String> named;
    private final Map<String, String> group;
    private final List<Event> events;

    private Facts(Map<String, String> named, Map<String, String> group, List<Event> events) {
        this.named = Map.copyOf(named);
        this.group = FieldValues.ecs(group);
        this.events = List.copyOf(events);
    }

    /** How often and when: the count of events and the event times of the first and the last. */
    public record Extent(long count, Instant firstSeen, Instant lastSeen) {}

    /** The facts of a rule's alert. */
    public static Facts of(RuleVersion rule, Extent extent, Map<String, String> group, List<Event> events) {
        Map<String, String> named = new HashMap<>();
        named.put("rule.name", rule.name());
        named.put("rule.severity", rule.severity().wireName());
        named.put("match.count", Long.toString(extent.count()));
        named.put("match.first_seen", ContractJson.MILLIS.format(extent.firstSeen()));
        named.put("match.last_seen", ContractJson.MILLIS.format(extent.lastSeen()));
        named.put("group", described(group));
        return new Facts(named, group, events);
    }

    /** The value of a placeholder; several values of a field are joined. Null when there is none. */
    @Nullable
    String value(String name) {
        String fact = named.get(name);
        if (fact != null) {
            return fact;
        }
        List<String> values = FieldValues.of(group, name);
        for (int i = 0; values.isEmpty() && i < events.size(); i++) {
            values = FieldValues.of(events.get(i).fields(), name);
        }
        return values.isEmpty() ? null : String.join(SEPARATOR, values);
    }

    private static String described(Map<String, String> group) {
        return new TreeMap<>(group)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(SEPARATOR));
    }
}
