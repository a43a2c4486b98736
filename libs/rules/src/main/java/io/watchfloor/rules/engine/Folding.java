package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partial evaluation: what is left of a condition when the key fields are known. */
final class Folding {
    private Folding() {}

    /** What is known; null for a node that is not. */
    interface Known {
        @Nullable
        Boolean value(Node leaf);
    }

    /** The same node when nothing in it is known. */
    static Node fold(Node node, Known known) {
        return switch (node) {
            case Node.Constant constant -> constant;
            case Node.Mark mark -> leaf(mark, known);
            case Node.Presence presence -> leaf(presence, known);
            case Node.Deferred deferred -> deferred;
            case Node.Relation relation -> relation;
            case Node.Not not -> not(not, fold(not.part, known));
            case Node.All all -> {
                List<Node> parts = parts(all.parts, known);
                yield parts == null ? all : all(parts);
            }
            case Node.Any any -> {
                List<Node> parts = parts(any.parts, known);
                yield parts == null ? any : any(parts);
            }
        };
    }

    private static Node leaf(Node leaf, Known known) {
        Boolean value = known.value(leaf);
        return value == null ? leaf : Node.Constant.of(value);
    }

    private static Node not(Node.Not not, Node part) {
        if (part == not.part) {
            return not;
        }
        return part instanceof Node.Constant constant
                ? Node.Constant.of(constant == Node.Constant.FALSE)
                : new Node.Not(part);
    }

    /** The folded parts; null when none changed. */
    private static @Nullable List<Node> parts(Node[] parts, Known known) {
        List<Node> folded = new ArrayList<>(parts.length);
        boolean changed = false;
        for (Node part : parts) {
            Node after = fold(part, known);
            changed |= after != part;
            folded.add(after);
        }
        return changed ? folded : null;
    }

    static Node all(List<Node> parts) {
        return joined(parts, Node.Constant.TRUE, Node.Constant.FALSE);
    }

    static Node any(List<Node> parts) {
        return joined(parts, Node.Constant.FALSE, Node.Constant.TRUE);
    }

    /** @param neutral adds nothing; {@code deciding} decides alone */
    private static Node joined(List<Node> parts, Node.Constant neutral, Node.Constant deciding) {
        List<Node> left = new ArrayList<>(parts.size());
        for (Node part : parts) {
            if (part == deciding) {
                return deciding;
            }
            if (part != neutral) {
                left.add(part);
            }
        }
        if (left.size() <= 1) {
            return left.isEmpty() ? neutral : left.getFirst();
        }
        Node[] nodes = left.toArray(Node[]::new);
        return neutral == Node.Constant.TRUE ? new Node.All(nodes) : new Node.Any(nodes);
    }
}
