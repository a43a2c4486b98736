package io.watchfloor.attack;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well something is covered; each level holds those before it. From {@link #FED} on it counts as proven. */
public enum CoverageLevel {
    /** No enabled rule. */
    NONE(0, "#ffffff", "no enabled rule"),
    /** A rule says so. */
    DECLARED(25, "#fdd0a2", "declared"),
    /** Its tests pass. */
    TESTED(50, "#fdae6b", "declared, tests pass"),
    /** Its tests pass and the events it looks at arrive. */
    FED(75, "#a1d99b", "proven: tests pass, source present"),
    /** Its tests pass and it has matched real events. */
    FIRED(100, "#31a354", "proven: tests pass, has fired");

    private final int score;
    private final String color;
    private final String label;

    CoverageLevel(int score, String color, String label) {
        this.score = score;
        this.color = color;
        this.label = label;
    }

    /** 0-100, evenly spaced. */
    public int score() {
        return score;
    }

    public boolean isProven() {
        return this == FED || this == FIRED;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Hexadecimal RGB; of the gradient over the scores. */
    String color() {
        return color;
    }

    String label() {
        return label;
    }
}
