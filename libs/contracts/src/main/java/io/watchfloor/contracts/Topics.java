package io.watchfloor.contracts;

import java.util.List;

/** The topics of the house. Keys and directions are in {@code docs/events.md}. */
public final class Topics {
    public static final String EVENTS = "siem.events.v1";
    public static final String RULES = "siem.rules.v1";
    public static final String SUPPRESSIONS = "siem.suppressions.v1";
    public static final String MATCHES = "siem.matches.v1";
    public static final String CANDIDATES = "siem.candidates.v1";
    public static final String PROMOTIONS = "siem.promotions.v1";
    public static final String ALERTS = "siem.alerts.v1";
    public static final String CASES = "siem.cases.v1";
    public static final String FEEDBACK = "siem.feedback.v1";
    public static final String AUDIT = "siem.audit.v1";

    /** A topic to create. {@code compacted} topics keep the last value of each key. */
    public record Spec(String name, boolean compacted) {}

    private Topics() {}

    /** The topic that takes what a consumer of {@code topic} could not handle. */
    public static String deadLetter(String topic) {
        return topic + ".dlq";
    }

    /** Every topic, dead-letter topics of the consumed ones included. */
    public static List<Spec> all() {
        return List.of(
                new Spec(EVENTS, false),
                new Spec(RULES, true),
                new Spec(SUPPRESSIONS, true),
                new Spec(MATCHES, false),
                new Spec(CANDIDATES, false),
                new Spec(PROMOTIONS, false),
                new Spec(ALERTS, false),
                new Spec(CASES, false),
                new Spec(FEEDBACK, false),
                new Spec(AUDIT, false),
                new Spec(deadLetter(EVENTS), false),
                new Spec(deadLetter(RULES), false),
                new Spec(deadLetter(MATCHES), false),
                new Spec(deadLetter(CANDIDATES), false),
                new Spec(deadLetter(SUPPRESSIONS), false),
                new Spec(deadLetter(PROMOTIONS), false),
                new Spec(deadLetter(FEEDBACK), false));
    }
}
