package io.watchfloor.attack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A technique or sub-technique.
 *
 * @param tactics in the order of the matrix; a technique that is no longer in it has those it had
 * @param successor of a revoked one, with chains followed; null otherwise
 */
public record Technique(
        TechniqueId id,
        String name,
        List<Tactic> tactics,
        Status status,
        @Nullable TechniqueId successor) {
    /** Whether the catalogue's version of ATT&amp;CK has the technique. */
    public enum Status {
        /** In the matrix. */
        ACTIVE,
        /** Withdrawn, with nothing in its place. */
        DEPRECATED,
        /** Replaced by its successor. */
        REVOKED,
        /** Not yet in this version, but in the next: rules of others name it already. */
        UPCOMING
    }

    public Technique {
        tactics = List.copyOf(tactics);
        if ((status == Status.REVOKED) != (successor != null)) {
            throw new IllegalArgumentException(id + ": a revoked technique, and no other, has a successor");
        }
    }
}
