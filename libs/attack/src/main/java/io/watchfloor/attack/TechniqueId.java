package io.watchfloor.attack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of a technique or sub-technique: {@code T1110}, {@code T1110.001}. That it has the shape of an id does not say
 * that there is such a technique.
 *
 * @param value upper case
 */
public record TechniqueId(@JsonValue String value) implements Comparable<TechniqueId> {
    private static final int TECHNIQUE_LENGTH = "T0000".length();
    private static final int SUB_LENGTH = "T0000.000".length();

    @JsonCreator
    public TechniqueId {
        value = value.toUpperCase(Locale.ROOT);
        if (!isId(value)) {
            throw new IllegalArgumentException("not a technique id such as T1110 or T1110.001: " + value);
        }
    }

    /** The id, or empty when the text is none; letter case does not matter. */
    public static Optional<TechniqueId> parse(String text) {
        return isId(text.toUpperCase(Locale.ROOT)) ? Optional.of(new TechniqueId(text)) : Optional.empty();
    }

    public boolean isSubTechnique() {
        return value.length() == SUB_LENGTH;
    }

    /** The technique of a sub-technique; itself for a technique. */
    public TechniqueId technique() {
        return isSubTechnique() ? new TechniqueId(value.substring(0, TECHNIQUE_LENGTH)) : this;
    }

    /** Its page, such as {@code https://attack.mitre.org/techniques/T1110/001}. */
    public String url() {
        return "https://attack.mitre.org/techniques/" + value.replace('.', '/');
    }

    @Override
    public int compareTo(TechniqueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isId(String text) {
        boolean sub = text.length() == SUB_LENGTH;
        if (!sub && text.length() != TECHNIQUE_LENGTH) {
            return false;
        }
        return text.charAt(0) == 'T'
                && digits(text, 1, TECHNIQUE_LENGTH)
                && (!sub || (text.charAt(TECHNIQUE_LENGTH) == '.' && digits(text, TECHNIQUE_LENGTH + 1, SUB_LENGTH)));
    }

    private static boolean digits(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
