package io.watchfloor.cases.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an entry tells. */
public enum TimelineKind {
    CREATED,
    ALERT_LINKED,
    ALERT_PROMOTED,
    ALERT_RECURRENCE,
    STATUS_CHANGED,
    SEVERITY_CHANGED,
    ASSIGNEE_CHANGED,
    CUSTOM;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TimelineKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
