package io.watchfloor.search.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a job is. */
public enum JobState {
    /** It waits for its turn, the first or a further one. */
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    /** It looked at everything, or as far as a job may. */
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    boolean isActive() {
        return this == QUEUED || this == RUNNING;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
