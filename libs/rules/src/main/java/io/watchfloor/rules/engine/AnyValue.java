package io.watchfloor.rules.engine;

import io.watchfloor.rules.engine.Partition.Survivor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a partition ask about every value of an event: their keywords.
 *
 * @param filter says of which values nothing asked can hold; null when that cannot be said
 */
record AnyValue(@Nullable LiteralSearch filter) {

    /** Null when the rules ask nothing of the kind. */
    static @Nullable AnyValue of(SetCompiler set, List<Survivor> survivors) {
        int field = set.anyField().orElse(-1);
        List<Node> leaves = new ArrayList<>();
        survivors.forEach(survivor -> collect(survivor.root(), field, leaves));
        if (field < 0 || leaves.isEmpty()) {
            return null;
        }
        FieldIndex index = set.indexes().get(field);
        List<byte[]> literals = new ArrayList<>();
        boolean all = leaves.stream().allMatch(leaf -> addLiterals(leaf, index, literals));
        return new AnyValue(all ? LiteralSearch.ofPlainRuns(literals).orElse(null) : null);
    }

    private static void collect(Node node, int field, List<Node> leaves) {
        switch (node) {
            case Node.Mark mark -> add(mark, mark.field == field, leaves);
            case Node.Deferred deferred -> add(deferred, deferred.field == field, leaves);
            case Node.Presence presence -> add(presence, presence.field == field, leaves);
            case Node.Relation relation -> add(relation, relation.field == field || relation.other == field, leaves);
            case Node.Not not -> collect(not.part, field, leaves);
            case Node.All all -> Arrays.asList(all.parts).forEach(part -> collect(part, field, leaves));
            case Node.Any any -> Arrays.asList(any.parts).forEach(part -> collect(part, field, leaves));
            case Node.Constant ignored -> {}
        }
    }

    private static void add(Node leaf, boolean asks, List<Node> leaves) {
        if (asks) {
            leaves.add(leaf);
        }
    }

    private static boolean addLiterals(Node leaf, FieldIndex index, List<byte[]> into) {
        return switch (leaf) {
            case Node.Mark mark -> index.addLiterals(mark.mark, into);
            case Node.Deferred deferred -> index.addLiteralsOfTest(deferred.test, into);
            default -> false;
        };
    }
}
