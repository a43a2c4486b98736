package io.watchfloor.rules.condition;

import io.watchfloor.rules.condition.Evaluator.AllNode;
import io.watchfloor.rules.condition.Evaluator.AnyNode;
import io.watchfloor.rules.condition.Evaluator.Leaf;
import io.watchfloor.rules.condition.Evaluator.Node;
import io.watchfloor.rules.condition.Evaluator.NotNode;
import io.watchfloor.rules.condition.Explanation.Asked;
import io.watchfloor.rules.condition.Explanation.Joined;
import io.watchfloor.rules.condition.Explanation.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Explains one condition by one event, within bounds. */
final class Explainer {
    private static final int MAX_PARTS = 20;
    private static final int MAX_NODES = 1_000;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_VALUES = 5;
    private static final int MAX_VALUE = 200;
    private static final int MAX_EXPECTED = 300;

    private final FlatEvent event;
    private int nodes;

    Explainer(FlatEvent event) {
        this.event = event;
    }

    Explanation explain(Node node) {
        return explain(node, 0);
    }

    private Explanation explain(Node node, int depth) {
        nodes++;
        return switch (node) {
            case AllNode(var parts) -> joined(Operator.ALL, node.holds(event), parts, depth);
            case AnyNode(var parts) -> joined(Operator.ANY, node.holds(event), parts, depth);
            case NotNode(var part) -> joined(Operator.NOT, node.holds(event), List.of(part), depth);
            case Leaf leaf -> asked(leaf);
        };
    }

    /** A part that agrees with the whole is why the whole is so; for NOT it is the one part there is. */
    private Explanation joined(Operator operator, boolean result, List<Node> parts, int depth) {
        List<Node> decisiveFirst = parts.stream()
                .sorted(Comparator.comparing(part -> part.holds(event) != result))
                .toList();
        List<Explanation> shown = new ArrayList<>();
        for (Node part : decisiveFirst) {
            if (shown.size() == MAX_PARTS || nodes >= MAX_NODES || depth == MAX_DEPTH) {
                break;
            }
            shown.add(explain(part, depth + 1));
        }
        return new Joined(result, operator, shown, parts.size() - shown.size());
    }

    private Explanation asked(Leaf leaf) {
        List<String> values = event.values(leaf.predicate().field());
        List<String> seen = values.stream()
                .limit(MAX_VALUES)
                .map(value -> cut(value, MAX_VALUE))
                .toList();
        String expected = cut(PredicateText.of(leaf.predicate()), MAX_EXPECTED);
        return new Asked(leaf.holds(event), expected, seen, values.size() - seen.size());
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
