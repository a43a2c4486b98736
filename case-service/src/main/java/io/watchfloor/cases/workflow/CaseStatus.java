package io.watchfloor.cases.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a case stands, in the order of the work. */
public enum CaseStatus {
    OPEN,
    IN_PROGRESS,
    PENDING_APPROVAL,
    CONTAINED,
    ERADICATED,
    RECOVERED,
    RESOLVED,
    CLOSED;

    /** Lower case, as on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a wire name in any case. */
    public static Optional<CaseStatus> of(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether work goes on in it, so that an alert needs no other case. */
    public boolean isActive() {
        return compareTo(RESOLVED) < 0;
    }

    /** The statuses in which work goes on. */
    public static List<CaseStatus> active() {
        return Arrays.stream(values()).filter(CaseStatus::isActive).toList();
    }
}
