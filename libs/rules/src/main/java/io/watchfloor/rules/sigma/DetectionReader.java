package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the selections of a {@code detection} and the condition over them. A map is all of its entries, a list is any of its items, and items
 * without field are keywords. Source: Sigma specification 2.1.0, Detection.
 */
final class DetectionReader {
    static final String CONDITION = "condition";

    private final Placeholders placeholders;
    private final Problems problems;

    DetectionReader(Placeholders placeholders, Problems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** The condition, or null when there were problems, which are added. */
    @Nullable
    Condition read(Mapping detection, Set<String> notSelections) {
        int before = problems.count();
        Map<String, Condition> selections = new LinkedHashMap<>();
        for (Entry entry : detection.entries()) {
            if (!notSelections.contains(entry.key())) {
                Condition selection = selection(entry);
                if (selection != null) {
                    selections.put(entry.key(), selection);
                }
            }
        }
        YamlNode condition = detection.get(CONDITION);
        if (condition == null) {
            problems.add(detection.at(), "required", "there is no condition");
        }
        if (condition == null || problems.count() > before) {
            return null;
        }
        return problems.attempt(() -> ConditionSize.check(condition(condition, selections), condition.at()));
    }

    /** Several conditions are alternatives. */
    private static Condition condition(YamlNode node, Map<String, Condition> selections) {
        List<YamlNode> nodes = node instanceof Sequence list ? list.items() : List.of(node);
        List<Condition> conditions = new ArrayList<>();
        for (YamlNode each : nodes) {
            if (!(each instanceof Scalar expression)) {
                throw new InvalidSigmaException(each.at(), "type", "a condition is text, not " + each.called());
            }
            conditions.add(new ConditionGrammar(expression, selections).parse());
        }
        if (conditions.isEmpty()) {
            throw new InvalidSigmaException(node.at(), "required", "there is no condition");
        }
        return Condition.any(conditions);
    }

    private @Nullable Condition selection(Entry entry) {
        if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
            problems.add(entry.at(), "value", "the selection " + entry.key() + " is empty");
            return null;
        }
        return selection(entry.value());
    }

    private @Nullable Condition selection(YamlNode node) {
        return switch (node) {
            case Mapping map -> map(map);
            case Sequence list -> list(list);
            case Scalar keyword -> problems.attempt(() -> keywords(keyword));
        };
    }

    private @Nullable Condition map(Mapping map) {
        if (map.entries().isEmpty()) {
            problems.add(map.at(), "value", "an empty map matches every event");
        }
        List<Condition> parts = new ArrayList<>();
        for (Entry entry : map.entries()) {
            Condition part = problems.attempt(() -> item(entry));
            if (part != null) {
                parts.add(part);
            }
        }
        return Condition.all(parts);
    }

    private Condition item(Entry entry) {
        return new ItemReader(ModifierChain.parse(entry.key(), entry.at()), placeholders).read(entry.value());
    }

    private @Nullable Condition list(Sequence list) {
        if (list.items().isEmpty()) {
            problems.add(list.at(), "value", "an empty list matches nothing");
        }
        List<Condition> parts = new ArrayList<>();
        for (YamlNode node : list.items()) {
            Condition part = selection(node);
            if (part != null) {
                parts.add(part);
            }
        }
        return Condition.any(parts);
    }

    private Condition keywords(Scalar keyword) {
        return new ItemReader(ModifierChain.parse("", keyword.at()), placeholders).read(keyword);
    }
}
