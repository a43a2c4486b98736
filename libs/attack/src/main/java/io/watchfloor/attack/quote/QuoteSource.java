package io.watchfloor.attack.quote;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a sentence stands.
 *
 * @param id of the technique that is described, or of the group, software or campaign that used it: {@code G0016}
 * @param name of the same
 * @param url its page
 */
public record QuoteSource(Kind kind, String id, String name, String url) {

    /** What of ATT&amp;CK it is. */
    public enum Kind {
        /** The description of the technique. */
        DESCRIPTION,
        /** What a group, software or campaign did with the technique. */
        PROCEDURE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
