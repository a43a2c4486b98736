package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.PredicateTest;
import io.watchfloor.rules.engine.FoldedPattern.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that rules ask about the values of one field. Immutable; {@link FieldLookup} asks it. */
final class FieldIndex {
    private static final int[] NONE = {};
    private static final Automaton NOTHING = new Automaton(List.of());

    /** What is found in the value and then looked at more closely. */
    record Entry(FoldedPattern pattern, int mark, int deferred) {}

    /**
     * A test that needs the value as text.
     *
     * @param factors a value that passes holds of each list one text, folded; the first is searched, the others are looked for when it is found
     */
    record Deferred(PredicateTest test, List<List<byte[]>> factors) {
        /** Whether no literal says beforehand that it fails. */
        boolean always() {
            return factors.isEmpty();
        }

        boolean mayPass(byte[] text, int length) {
            return factors.stream()
                    .skip(1)
                    .allMatch(list -> list.stream().anyMatch(one -> Bytes.holds(text, length, one)));
        }
    }

    private final List<Object> definition;
    private final double[] priors;
    /** By mark: the marks that hold as soon as it does. */
    final int[][] groups;

    /** By mark: what a value of which it holds must hold one of; an empty literal for anything. */
    private final List<List<byte[]>> markLiterals;

    final int[] every;
    final ExactTable exact;
    final List<Entry> entries;
    private final List<byte[]> literals;
    /** Where the search may give up or is none. */
    private final Automaton automaton;
    /** Finds what the automaton finds, quicker where little is found; null where it cannot. */
    private final @Nullable LiteralSearch search;

    final Deferred[] deferred;

    private FieldIndex(Builder builder) {
        definition = List.copyOf(builder.definition);
        priors = builder.priors.stream().mapToDouble(Double::doubleValue).toArray();
        groups = builder.groups.stream()
                .map(list -> list.size == 0 ? NONE : list.toArray())
                .toArray(int[][]::new);
        markLiterals = List.copyOf(builder.markLiterals);
        literals = List.copyOf(builder.literals);
        every = builder.every.toArray();
        exact = new ExactTable(builder.exactTexts, builder.exactMarks);
        entries = List.copyOf(builder.entries);
        search = LiteralSearch.of(builder.literals).orElse(null);
        automaton = search != null && search.isSteady() ? NOTHING : new Automaton(builder.literals);
        deferred = builder.deferred.toArray(Deferred[]::new);
    }

    int marks() {
        return groups.length;
    }

    /** A guess of how often the mark holds of a value. */
    double prior(int mark) {
        return priors[mark];
    }

    /**
     * Adds the folded literals of which a value holds one when the mark holds of it.
     *
     * @return whether there are such literals
     */
    boolean addLiterals(int mark, List<byte[]> into) {
        return markLiterals.get(mark).stream().noneMatch(literal -> literal.length == 0)
                && into.addAll(markLiterals.get(mark));
    }

    /** As {@link #addLiterals}, for a deferred test. */
    boolean addLiteralsOfTest(int test, List<byte[]> into) {
        List<byte[]> needed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).mark() < 0 && entries.get(i).deferred() == test) {
                needed.add(literals.get(i));
            }
        }
        return !deferred[test].always() && into.addAll(needed);
    }

    /** Reports what literals stand in the folded text, behind which eight more bytes can be read; each at least once. */
    void find(byte[] text, int length, Automaton.Sink sink) {
        if (literals.isEmpty()) {
            return;
        }
        if (search == null || !search.scan(text, length, sink)) {
            automaton.scan(text, length, sink);
        }
    }

    Deferred deferred(int test) {
        return deferred[test];
    }

    long size() {
        return automaton.size() + (search == null ? 0 : search.size()) + exact.size() + 40L * entries.size();
    }

    /** Collects what a set asks about one field: each thing once. Numbers marks and deferred tests from 0, as asked. */
    static final class Builder {
        private final List<Object> definition = new ArrayList<>();
        private final List<Double> priors = new ArrayList<>();
        private final List<IntList> groups = new ArrayList<>();
        private final List<List<byte[]>> markLiterals = new ArrayList<>();
        private final Map<Set<Integer>, Integer> knownGroups = new HashMap<>();
        private final IntList every = new IntList();
        private final List<byte[]> exactTexts = new ArrayList<>();
        private final IntList exactMarks = new IntList();
        private final List<Entry> entries = new ArrayList<>();
        private final List<byte[]> literals = new ArrayList<>();
        private final List<Deferred> deferred = new ArrayList<>();

        /** The mark of a pattern that has a literal, or is the empty text or any. */
        int mark(Object asked, FoldedPattern pattern) {
            int mark = newMark(asked, Frequency.prior(pattern), List.of(pattern.literal()));
            switch (pattern.shape()) {
                case EVERY -> every.add(mark);
                case EXACT -> {
                    exactTexts.add(pattern.literal());
                    exactMarks.add(mark);
                }
                case PREFIX, SUFFIX, CONTAINS, GLOB -> {
                    literals.add(pattern.literal());
                    entries.add(new Entry(pattern, mark, -1));
                }
            }
            return mark;
        }

        /** The mark that holds as soon as one of these does. */
        int group(Set<Integer> members) {
            if (members.size() == 1) {
                return members.iterator().next();
            }
            return knownGroups.computeIfAbsent(Set.copyOf(members), key -> {
                double prior = members.stream().mapToDouble(priors::get).sum();
                List<byte[]> ofMembers = members.stream()
                        .flatMap(member -> markLiterals.get(member).stream())
                        .toList();
                int mark = newMark(key, prior, ofMembers);
                members.forEach(member -> groups.get(member).add(mark));
                return mark;
            });
        }

        private int newMark(Object asked, double prior, List<byte[]> ofMark) {
            definition.add(asked);
            markLiterals.add(ofMark);
            priors.add(prior);
            groups.add(new IntList());
            return groups.size() - 1;
        }

        /**
         * Adds a test and says its number.
         *
         * @param factors see {@link Deferred}; none means any value may pass
         */
        int deferred(Object asked, PredicateTest test, List<List<byte[]>> factors) {
            int number = deferred.size();
            definition.add(asked);
            deferred.add(new Deferred(test, factors));
            FoldedPattern found = new FoldedPattern(Shape.CONTAINS, new byte[0], new byte[0][]);
            factors.stream().limit(1).flatMap(List::stream).forEach(literal -> {
                literals.add(literal);
                entries.add(new Entry(found, -1, number));
            });
            return number;
        }

        /** The index; {@code before} itself if it answers the same in the same order. */
        FieldIndex build(@Nullable FieldIndex before) {
            return before != null && before.definition.equals(definition) ? before : new FieldIndex(this);
        }
    }
}
