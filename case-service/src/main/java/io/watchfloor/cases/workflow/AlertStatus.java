package io.watchfloor.cases.workflow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an alert stands. Declared in the order of the work; the last two are terminal. */
public enum AlertStatus {
    NEW,
    TRIAGED,
    INVESTIGATING,
    ESCALATED,
    CONTAINED,
    RESOLVED,
    FALSE_POSITIVE;

    /** Lower case, as on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a wire name in any case. */
    public static Optional<AlertStatus> of(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public boolean isTerminal() {
        return this == RESOLVED || this == FALSE_POSITIVE;
    }

    /**
     * Where a person may move the alert from here: forward with skips, one step back from triaged and investigating,
     * nowhere from a terminal status.
     */
    public List<AlertStatus> allowed() {
        if (isTerminal()) {
            return List.of();
        }
        Set<AlertStatus> allowed = EnumSet.range(values()[ordinal() + 1], FALSE_POSITIVE);
        if (this == TRIAGED || this == INVESTIGATING) {
            allowed.add(values()[ordinal() - 1]);
        }
        return List.copyOf(allowed);
    }
}
