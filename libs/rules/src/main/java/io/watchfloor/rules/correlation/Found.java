package io.watchfloor.rules.correlation;

import java.util.List;

/**
 * What came of a hit, or of time.
 *
 * @param holding for rules over this rule's matches: the hits at which it held
 */
public record Found(Taken taken, List<Finding> findings, List<RefHit> holding) {

    /** What became of a hit. */
    public enum Taken {
        COUNTED,
        /** The log had it. */
        DUPLICATE,
        /** Its window is settled. */
        LATE
    }

    static final Found NOTHING = new Found(Taken.COUNTED, List.of(), List.of());
    static final Found DUPLICATE = new Found(Taken.DUPLICATE, List.of(), List.of());
    static final Found LATE = new Found(Taken.LATE, List.of(), List.of());

    public Found {
        findings = List.copyOf(findings);
        holding = List.copyOf(holding);
    }

    static Found of(List<Finding> findings, List<RefHit> holding) {
        return findings.isEmpty() && holding.isEmpty() ? NOTHING : new Found(Taken.COUNTED, findings, holding);
    }
}
