package io.watchfloor.blocks.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a block must remember to be read: {@link io.watchfloor.query.Evidence} in hashes. */
sealed interface Clause {

    Anything ANYTHING = new Anything();

    /** How few blocks pass, as a guess to order by: 0 for all of them. */
    int weight();

    /** Cannot tell. */
    record Anything() implements Clause {
        @Override
        public int weight() {
            return 0;
        }
    }

    /** A token. */
    record Token(long hash, int weight) implements Clause {}

    /** All of some grams. */
    record Grams(List<Integer> hashes) implements Clause {
        @Override
        public int weight() {
            return 4 * hashes.size();
        }
    }

    /** All of at least two, the heaviest first. */
    record AllOf(List<Clause> clauses) implements Clause {
        @Override
        public int weight() {
            return clauses.getFirst().weight();
        }
    }

    /** One of at least two. */
    record AnyOf(List<Clause> clauses) implements Clause {
        @Override
        public int weight() {
            int least = clauses.stream().mapToInt(Clause::weight).min().orElse(0);
            return Math.max(1, least - 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(clauses.size())));
        }
    }

    /** All of {@code clauses}, flattened; {@link Anything} when none says a thing. */
    static Clause all(List<Clause> clauses) {
        List<Clause> said = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause instanceof AllOf(var inner)) {
                said.addAll(inner);
            } else if (!(clause instanceof Anything)) {
                said.add(clause);
            }
        }
        List<Clause> sorted = said.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Clause::weight).reversed())
                .toList();
        return sorted.isEmpty() ? ANYTHING : sorted.size() == 1 ? sorted.getFirst() : new AllOf(sorted);
    }

    /** One of {@code clauses}, flattened; {@link Anything} when one is. */
    static Clause any(List<Clause> clauses) {
        List<Clause> said = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause instanceof AnyOf(var inner)) {
                said.addAll(inner);
            } else {
                said.add(clause);
            }
        }
        List<Clause> different = said.stream().distinct().toList();
        if (different.isEmpty() || different.contains(ANYTHING)) {
            return ANYTHING;
        }
        return different.size() == 1 ? different.getFirst() : new AnyOf(different);
    }
}
