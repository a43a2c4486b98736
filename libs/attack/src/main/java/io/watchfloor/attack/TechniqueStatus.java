package io.watchfloor.attack;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the catalogue's version of ATT&amp;CK has a technique. */
public enum TechniqueStatus {
    /** In the matrix. */
    ACTIVE,
    /** Withdrawn, with nothing in its place. */
    DEPRECATED,
    /** Replaced by its successor. */
    REVOKED,
    /** Not yet in this version, but in the next: rules of others name it already. */
    UPCOMING;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
