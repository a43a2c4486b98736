package io.watchfloor.cases.alert;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What others are told about an alert: {@code soc.alert.<change>.v1}. */
enum AlertChange {
    CREATED,
    REOPENED,
    STATUS_CHANGED,
    SEVERITY_RAISED,
    DEDUPLICATED,
    UPDATED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Without those that others of the same transaction say already. */
    static Set<AlertChange> worthTelling(Set<AlertChange> changes) {
        Set<AlertChange> told = EnumSet.noneOf(AlertChange.class);
        told.addAll(changes);
        if (told.size() > 1) {
            told.remove(UPDATED);
        }
        if (told.contains(CREATED)) {
            told.remove(DEDUPLICATED);
        }
        return told;
    }
}
