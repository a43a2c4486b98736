package io.watchfloor.search.hunt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who besides its owner sees and runs a hunt. */
public enum SharingMode {
    /** Nobody. */
    @JsonProperty("private")
    PRIVATE,
    /** Whoever is in one of the owner's teams. */
    @JsonProperty("team")
    TEAM,
    /** Whoever holds one of the roles that the hunt names. */
    @JsonProperty("roles")
    ROLES;

    static SharingMode of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
