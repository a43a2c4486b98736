package io.watchfloor.rules.engine;

import io.watchfloor.rules.engine.Partition.Survivor;
import io.watchfloor.rules.engine.PartitionKey.KeyClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes partitions when their first event comes. Kinds of events that leave the same of every rule share one. */
final class Partitions {
    private static final int MAX_REMEMBERED_LEAVES = 62;

    private final SetCompiler set;
    private final Frequency frequency;
    private final int keys;
    private final Node[][] keyLeaves;
    private final List<Map<Long, Node>> folded = new ArrayList<>();
    private final Map<List<Object>, Partition> bySurvivors = new HashMap<>();

    Partitions(SetCompiler set, Frequency frequency) {
        this.set = set;
        this.frequency = frequency;
        this.keys = set.options().keyFields().size();
        this.keyLeaves = new Node[set.rules().size()][];
        for (int rule = 0; rule < keyLeaves.length; rule++) {
            Set<Node> leaves = new LinkedHashSet<>();
            collect(set.root(rule), leaves);
            keyLeaves[rule] = leaves.toArray(Node[]::new);
            folded.add(new HashMap<>());
        }
    }

    private void collect(Node node, Set<Node> leaves) {
        switch (node) {
            case Node.Mark mark -> add(mark, mark.field, leaves);
            case Node.Presence presence -> add(presence, presence.field, leaves);
            case Node.Not not -> collect(not.part, leaves);
            case Node.All all -> Arrays.asList(all.parts).forEach(part -> collect(part, leaves));
            case Node.Any any -> Arrays.asList(any.parts).forEach(part -> collect(part, leaves));
            case Node.Constant ignored -> {}
            case Node.Deferred ignored -> {}
            case Node.Relation ignored -> {}
        }
    }

    private void add(Node leaf, int field, Set<Node> leaves) {
        if (field < keys) {
            leaves.add(leaf);
        }
    }

    /** The partition of these classes, one for each key field. */
    Partition make(List<KeyClass> classes) {
        Folding.Known known = leaf -> value(leaf, classes);
        List<Survivor> survivors = new ArrayList<>();
        List<Object> identity = new ArrayList<>();
        for (int rule = 0; rule < keyLeaves.length; rule++) {
            Node left = folded(rule, known);
            if (left != Node.Constant.FALSE) {
                survivors.add(new Survivor(rule, left));
                identity.add(rule);
                identity.add(left);
            }
        }
        return bySurvivors.computeIfAbsent(
                identity,
                key -> new Partition(survivors, set.indexes().size(), AnyValue.of(set, survivors), frequency));
    }

    int size() {
        return bySurvivors.size();
    }

    private @Nullable Boolean value(Node leaf, List<KeyClass> classes) {
        return switch (leaf) {
            case Node.Mark mark
            when mark.field < keys -> classes.get(mark.field).holds(mark.mark);
            case Node.Presence presence when presence.field < keys -> presence.holds(classes.get(presence.field));
            default -> null;
        };
    }

    /** What is left of a rule; the same node whenever its leaves on key fields are the same. */
    private Node folded(int rule, Folding.Known known) {
        Node[] leaves = keyLeaves[rule];
        if (leaves.length == 0) {
            return set.root(rule);
        }
        if (leaves.length > MAX_REMEMBERED_LEAVES) {
            return Folding.fold(set.root(rule), known);
        }
        long truth = 1;
        for (Node leaf : leaves) {
            truth = truth << 1 | (Boolean.TRUE.equals(known.value(leaf)) ? 1 : 0);
        }
        return folded.get(rule).computeIfAbsent(truth, key -> Folding.fold(set.root(rule), known));
    }
}
