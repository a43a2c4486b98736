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
        TechniqueStatus status,
        @Nullable TechniqueId successor) {
    public Technique {
        tactics = List.copyOf(tactics);
        if ((status == TechniqueStatus.REVOKED) != (successor != null)) {
            throw new IllegalArgumentException(id + ": a revoked technique, and no other, has a successor");
        }
    }
}
