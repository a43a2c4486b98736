package io.watchfloor.blocks.filter;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chooses the rows to read for a clause within a number of rows: all eight of a token that stands alone, fewer where others help. */
final class RowPlanner {

    private static final RowPlan EVERYTHING = new RowPlan.Everything();
    private static final int FEWEST_OF_A_TOKEN = 3;
    private static final int TOKENS_READ_WHOLLY = 2;
    private static final int ROWS_OF_OTHERS = 4;
    private static final int MOST_OF_ALL = 6;
    private static final int MOST_GRAMS = 12;
    /** Weight of a token below which it may well be in most blocks. */
    private static final int COMMON = 8;

    private final FilterShape shape;
    /** Rows and their places, in the order in which they were chosen. */
    private final Map<Integer, Integer> tokenRows = new LinkedHashMap<>();

    private final Map<Integer, Integer> gramRows = new LinkedHashMap<>();

    RowPlanner(FilterShape shape) {
        this.shape = shape;
    }

    /** The rows chosen so far. */
    List<Integer> rows(Part part) {
        return List.copyOf(chosen(part).keySet());
    }

    RowPlan plan(Clause clause, int budget) {
        return switch (clause) {
            case Clause.Anything() -> EVERYTHING;
            case Clause.Token(long hash, int _) -> token(hash, Math.min(FilterShape.HASHES, budget));
            case Clause.Grams(var hashes) -> grams(hashes, Math.min(MOST_GRAMS, budget));
            case Clause.AllOf(var clauses) -> allOf(clauses, budget);
            case Clause.AnyOf(var clauses) -> anyOf(clauses, budget);
        };
    }

    private RowPlan token(long hash, int count) {
        if (count < FEWEST_OF_A_TOKEN) {
            return EVERYTHING;
        }
        return rows(Part.TOKENS, IntStream.range(0, count).map(i -> BlockFilter.tokenRow(hash, i, shape)));
    }

    /** Some grams from all over the literal. */
    private RowPlan grams(List<Integer> hashes, int count) {
        int taken = Math.min(count, hashes.size());
        if (taken == 0) {
            return EVERYTHING;
        }
        return rows(
                Part.GRAMS,
                IntStream.range(0, taken)
                        .map(i -> BlockFilter.gramRow(hashes.get((int) ((long) i * hashes.size() / taken)), shape)));
    }

    private RowPlan rows(Part part, IntStream rows) {
        Map<Integer, Integer> places = chosen(part);
        return new RowPlan.Rows(
                part,
                rows.distinct()
                        .mapToObj(row -> places.computeIfAbsent(row, _ -> places.size()))
                        .toList());
    }

    private Map<Integer, Integer> chosen(Part part) {
        return part == Part.TOKENS ? tokenRows : gramRows;
    }

    /** The heaviest first and with the most rows; what does not fit is left out, which only lets more through. */
    private RowPlan allOf(List<Clause> clauses, int budget) {
        List<RowPlan> steps = new ArrayList<>();
        int left = budget;
        for (Clause clause : clauses.subList(0, Math.min(MOST_OF_ALL, clauses.size()))) {
            int before = chosen();
            RowPlan step = plan(clause, Math.min(left, most(clause, steps.size())));
            if (!step.equals(EVERYTHING)) {
                steps.add(step);
            }
            left -= chosen() - before;
        }
        return steps.isEmpty() ? EVERYTHING : new RowPlan.AllOf(steps);
    }

    /** Rows that {@code clause} is worth behind {@code others}: a common word or a field tells little besides. */
    private static int most(Clause clause, int others) {
        if (others == 0 || !(clause instanceof Clause.Token token)) {
            return Integer.MAX_VALUE;
        }
        return token.weight() < COMMON
                ? FEWEST_OF_A_TOKEN
                : others < TOKENS_READ_WHOLLY ? FilterShape.HASHES : ROWS_OF_OTHERS;
    }

    /** All or none, with even shares. */
    private RowPlan anyOf(List<Clause> clauses, int budget) {
        if (budget / clauses.size() < FEWEST_OF_A_TOKEN) {
            return EVERYTHING;
        }
        int tokensBefore = tokenRows.size();
        int gramsBefore = gramRows.size();
        List<RowPlan> steps = new ArrayList<>();
        int left = budget;
        for (int i = 0; i < clauses.size(); i++) {
            int before = chosen();
            steps.add(plan(clauses.get(i), left / (clauses.size() - i)));
            left -= chosen() - before;
        }
        if (steps.contains(EVERYTHING)) {
            boolean _ = tokenRows.values().removeIf(place -> place >= tokensBefore);
            boolean _ = gramRows.values().removeIf(place -> place >= gramsBefore);
            return EVERYTHING;
        }
        return new RowPlan.AnyOf(steps);
    }

    private int chosen() {
        return tokenRows.size() + gramRows.size();
    }
}
