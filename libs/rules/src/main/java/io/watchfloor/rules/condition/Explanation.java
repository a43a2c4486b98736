package io.watchfloor.rules.condition;

import java.util.List;

/**
 * Why a condition is true or false of an event: the condition's tree with what each part came to. Bounded: of long lists the parts that
 * decided come first and the rest is only counted.
 */
public sealed interface Explanation {
    /** Whether this part is true of the event. */
    boolean result();

    /**
     * Explains a condition by an event.
     *
     * @throws IllegalArgumentException if it holds a network or a regular expression that is none
     */
    static Explanation of(Condition condition, FlatEvent event) {
        return new Explainer(event).explain(Evaluator.Node.of(condition));
    }

    /**
     * Parts joined.
     *
     * @param operator {@code NOT} has one part
     * @param omitted parts that are not shown
     */
    record Joined(boolean result, Operator operator, List<Explanation> parts, int omitted) implements Explanation {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A predicate.
     *
     * @param expected the predicate as Sigma writes it, such as {@code Image|endswith: '\cmd.exe'}, cut at 300 characters
     * @param seen values of the field in the event, each cut at 200 characters
     * @param omitted values that are not shown
     */
    record Asked(boolean result, String expected, List<String> seen, int omitted) implements Explanation {
        public Asked {
            seen = List.copyOf(seen);
        }
    }

    enum Operator {
        ALL,
        ANY,
        NOT
    }
}
