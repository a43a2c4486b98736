package io.watchfloor.rules.condition;

import java.util.List;

/**
 * The plain meaning of conditions: asks predicate after predicate. Slow and obvious, it is what faster matchers are checked against and
 * what explains a match. Immutable.
 */
public final class Evaluator {
    private final Node root;

    private Evaluator(Node root) {
        this.root = root;
    }

    /**
     * Makes a condition ready.
     *
     * @throws IllegalArgumentException if it holds a network or a regular expression that is none
     */
    public static Evaluator of(Condition condition) {
        return new Evaluator(Node.of(condition));
    }

    public static boolean matches(Condition condition, FlatEvent event) {
        return of(condition).matches(event);
    }

    public boolean matches(FlatEvent event) {
        return root.holds(event);
    }

    /** A condition with its predicates compiled. */
    sealed interface Node {
        boolean holds(FlatEvent event);

        static Node of(Condition condition) {
            return switch (condition) {
                case Condition.All(var parts) ->
                    new AllNode(parts.stream().map(Node::of).toList());
                case Condition.Any(var parts) ->
                    new AnyNode(parts.stream().map(Node::of).toList());
                case Condition.Not(var part) -> new NotNode(of(part));
                case Condition.Is(var predicate) -> leaf(predicate);
            };
        }

        private static Node leaf(Predicate predicate) {
            return switch (predicate) {
                case Predicate.Text text -> textLeaf(text);
                case Predicate.Missing(var field) -> new Leaf(predicate, event -> !event.hasValue(field));
                case Predicate.Present(var field) -> new Leaf(predicate, event -> event.hasAny(field));
                case Predicate.Related related -> new Leaf(predicate, event -> relates(related, event));
                default -> {
                    PredicateTest test = PredicateTest.of(predicate);
                    yield new Leaf(predicate, event -> event.any(predicate.field(), test));
                }
            };
        }

        private static Node textLeaf(Predicate.Text text) {
            TextPattern pattern = TextPattern.of(text);
            return text.cased()
                    ? new Leaf(text, event -> event.any(text.field(), pattern))
                    : new Leaf(text, event -> event.anyFolded(text.field(), pattern));
        }

        private static boolean relates(Predicate.Related related, FlatEvent event) {
            List<String> others = event.values(related.other());
            return event.any(
                    related.field(),
                    value ->
                            others.stream().anyMatch(other -> PredicateTest.related(related.relation(), value, other)));
        }
    }

    record AllNode(List<Node> parts) implements Node {
        @Override
        public boolean holds(FlatEvent event) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    record AnyNode(List<Node> parts) implements Node {
        @Override
        public boolean holds(FlatEvent event) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    record NotNode(Node part) implements Node {
        @Override
        public boolean holds(FlatEvent event) {
            return !part.holds(event);
        }
    }

    record Leaf(Predicate predicate, Question question) implements Node {
        @Override
        public boolean holds(FlatEvent event) {
            return question.holds(event);
        }
    }

    interface Question {
        boolean holds(FlatEvent event);
    }
}
