package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Severity, ordered from least to worst. Lower case on the wire; any case is read. */
public enum Severity {
    INFORMATIONAL(0),
    LOW(25),
    MEDIUM(50),
    HIGH(75),
    CRITICAL(100);

    private final int score;

    Severity(int score) {
        this.score = score;
    }

    /** The number kept in {@code event.severity}, 0-100. */
    public int score() {
        return score;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a severity of any case; refuses anything else with a message that lists the allowed words. */
    @JsonCreator
    public static Severity of(String name) {
        for (Severity severity : values()) {
            if (severity.name().equalsIgnoreCase(name)) {
                return severity;
            }
        }
        String allowed = Arrays.stream(values()).map(Severity::wireName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("severity must be one of " + allowed);
    }

    /** The worse of the two. */
    public Severity max(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
