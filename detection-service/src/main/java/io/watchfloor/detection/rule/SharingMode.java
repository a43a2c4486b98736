package io.watchfloor.detection.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who besides its creator sees a rule. A rule without one is seen by the whole tenant. */
public enum SharingMode {
    /** Nobody. */
    @JsonProperty("private")
    PRIVATE,
    /** Whoever is in one of the creator's teams. */
    @JsonProperty("team")
    TEAM,
    /** Whoever holds one of the roles that the rule names. */
    @JsonProperty("roles")
    ROLES;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
