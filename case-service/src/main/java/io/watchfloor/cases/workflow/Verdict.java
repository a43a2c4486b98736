package io.watchfloor.cases.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an alert turned out to be. */
public enum Verdict {
    TRUE_POSITIVE,
    BENIGN_TRUE_POSITIVE,
    FALSE_POSITIVE,
    DUPLICATE,
    UNDETERMINED;

    /** Lower case, as on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of a wire name in any case. */
    public static Optional<Verdict> of(String name) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
