package io.watchfloor.rules.library;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.RuleSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields tell the log sources of a set of rules apart: the matcher makes its partitions by them. */
public final class KeyFields {
    private static final int MOST = 5;

    /** Paths that say what kind of event it is, raw and in ECS. */
    private static final List<String> KINDS = List.of(
            "logsource.product",
            "logsource.category",
            "logsource.service",
            "Channel",
            "EventID",
            "winlog.channel",
            "winlog.event_id",
            "event.code",
            "event.dataset",
            "event.module",
            "watchfloor.source",
            "event.category");

    /** Names of product events that keywords do not search: what the product adds, and the raw event, whose parts are there already. */
    private static final List<String> HIDDEN =
            List.of("watchfloor.", "event.id", "event.ingested", "event.original", "event.hash");

    private KeyFields() {}

    /** Options for a set of these rules. */
    public static RuleSet.Options options(Collection<EngineRule> rules) {
        Map<Field, Integer> uses = new HashMap<>();
        for (EngineRule rule : rules) {
            Set<Field> fields = new HashSet<>();
            collect(rule.condition(), fields);
            fields.forEach(field -> uses.merge(field, 1, Integer::sum));
        }
        List<Field> keys = uses.keySet().stream()
                .filter(KeyFields::isKind)
                .sorted(Comparator.<Field>comparingInt(uses::get).reversed().thenComparing(Field::toString))
                .limit(MOST)
                .toList();
        return new RuleSet.Options(keys, HIDDEN);
    }

    private static boolean isKind(Field field) {
        return !field.isAny() && KINDS.containsAll(field.paths());
    }

    private static void collect(Condition condition, Set<Field> into) {
        switch (condition) {
            case Condition.Is(var predicate) -> into.add(predicate.field());
            case Condition.Not(var part) -> collect(part, into);
            case Condition.All(var parts) -> parts.forEach(part -> collect(part, into));
            case Condition.Any(var parts) -> parts.forEach(part -> collect(part, into));
        }
    }
}
