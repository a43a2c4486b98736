package io.watchfloor.rules.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an arrival did.
 *
 * @param growth the burst it created, extended or merged; null if it made none
 * @param escalations what became due; each stands alone
 */
public record Outcome(@Nullable Growth growth, List<Escalation> escalations) {
    /** Nothing came of it. */
    public static final Outcome NOTHING = new Outcome(null, List.of());

    public Outcome {
        escalations = List.copyOf(escalations);
    }

    public boolean isNothing() {
        return growth == null && escalations.isEmpty();
    }

    /**
     * A burst and the members that the arrival added to it, in order; for an arrival that was known already, the
     * members within a window of it.
     *
     * @param absorbed the bursts that became part of it
     */
    public record Growth(Burst burst, List<Hit> members, List<Burst> absorbed) {
        public Growth {
            members = List.copyOf(members);
            absorbed = List.copyOf(absorbed);
        }

        public Growth(Burst burst, List<Hit> members) {
            this(burst, members, List.of());
        }
    }

    /** A follow-up of a burst, with the members that made the burst hot first. */
    public record Escalation(Burst burst, FollowUp followUp, List<Hit> members) {
        public Escalation {
            members = List.copyOf(members);
        }
    }
}
