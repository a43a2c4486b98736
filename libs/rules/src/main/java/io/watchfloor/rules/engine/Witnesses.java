package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The marks one of which must hold for a condition to: the rarest such set. A rule is only looked at when one of its witnesses holds.
 */
final class Witnesses {
    private static final double NEVER_RARE = 1e9;

    private Witnesses() {}

    /** The marks; none when the condition can hold without any. */
    static List<Node.Mark> of(Node root, Frequency frequency) {
        List<Node.Mark> marks = new ArrayList<>();
        if (cost(root, frequency) < NEVER_RARE) {
            collect(root, frequency, marks);
        }
        return marks;
    }

    /** How often one of the cheapest witnesses of the node holds. */
    private static double cost(Node node, Frequency frequency) {
        return switch (node) {
            case Node.Mark mark -> frequency.of(mark.field, mark.mark);
            case Node.All all -> {
                double least = NEVER_RARE;
                for (Node part : all.parts) {
                    least = Math.min(least, cost(part, frequency));
                }
                yield least;
            }
            case Node.Any any -> {
                double sum = 0;
                for (Node part : any.parts) {
                    sum += cost(part, frequency);
                }
                yield Math.min(sum, NEVER_RARE);
            }
            case Node.Constant constant -> constant == Node.Constant.FALSE ? 0 : NEVER_RARE;
            case Node.Not ignored -> NEVER_RARE;
            case Node.Deferred ignored -> NEVER_RARE;
            case Node.Presence ignored -> NEVER_RARE;
            case Node.Relation ignored -> NEVER_RARE;
        };
    }

    private static void collect(Node node, Frequency frequency, List<Node.Mark> into) {
        switch (node) {
            case Node.Mark mark -> into.add(mark);
            case Node.All all -> {
                Node best = all.parts[0];
                for (Node part : all.parts) {
                    best = cost(part, frequency) < cost(best, frequency) ? part : best;
                }
                collect(best, frequency, into);
            }
            case Node.Any any -> {
                for (Node part : any.parts) {
                    collect(part, frequency, into);
                }
            }
            case Node.Constant ignored -> {}
            case Node.Not ignored -> {}
            case Node.Deferred ignored -> {}
            case Node.Presence ignored -> {}
            case Node.Relation ignored -> {}
        }
    }
}
