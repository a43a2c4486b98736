package io.watchfloor.blocks.filter;

import io.watchfloor.query.Evidence;
import java.util.List;
import java.util.Set;

/**
 * What a query asks the filters: made once of the query's {@link Evidence}, then put to any number of blocks and groups. Immutable.
 *
 * <p>For a group: {@link #in} with its header says which slices to read, {@link GroupReading#blocks} which blocks remain.
 */
public final class FilterProbe {

    private final Evidence evidence;
    private final Clause clause;

    private FilterProbe(Evidence evidence) {
        this.evidence = evidence;
        this.clause = EvidenceReader.read(evidence);
    }

    /** The probe that lets through every block with an event that shows {@code evidence}. */
    public static FilterProbe of(Evidence evidence) {
        return new FilterProbe(evidence);
    }

    /** False when every block passes, so that no filter need be read. */
    public boolean prunes() {
        return !(clause instanceof Clause.Anything);
    }

    /**
     * False only if no events that together have no other fields than these show the evidence: what is known of many blocks without
     * their filters.
     */
    public boolean mayMatch(Set<String> fields) {
        return NeededFields.mayBeIn(evidence, fields);
    }

    /** False only if the block holds no event that shows the evidence. */
    public boolean mayMatch(BlockFilter block) {
        return mayMatch(clause, block);
    }

    /** What to read of a group of this shape. */
    public GroupReading in(FilterShape shape) {
        return GroupReading.of(clause, shape);
    }

    private static boolean mayMatch(Clause clause, BlockFilter block) {
        return switch (clause) {
            case Clause.Anything() -> true;
            case Clause.Token(long hash, int _) -> block.mayHaveToken(hash);
            case Clause.Grams(var hashes) -> mayHaveAll(hashes, block);
            case Clause.AllOf(var clauses) -> allMayMatch(clauses, block);
            case Clause.AnyOf(var clauses) -> anyMayMatch(clauses, block);
        };
    }

    private static boolean mayHaveAll(List<Integer> grams, BlockFilter block) {
        for (int gram : grams) {
            if (!block.mayHaveGram(gram)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allMayMatch(List<Clause> clauses, BlockFilter block) {
        for (Clause clause : clauses) {
            if (!mayMatch(clause, block)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyMayMatch(List<Clause> clauses, BlockFilter block) {
        for (Clause clause : clauses) {
            if (mayMatch(clause, block)) {
                return true;
            }
        }
        return false;
    }
}
