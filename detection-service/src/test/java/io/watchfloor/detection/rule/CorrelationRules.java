package io.watchfloor.detection.rule;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Sigma documents for tests: correlations over actions of users. */
public final class CorrelationRules {
    private CorrelationRules() {}

    /** A rule about events with this action. */
    public static String action(String action) {
        return """
                title: Action %1$s
                id: %2$s
                name: %1$s
                status: test
                logsource: {category: application}
                detection:
                  selection: {event.action: %1$s}
                  condition: selection
                """.formatted(action, id("action " + action));
    }

    /** A correlation by user. */
    public static String correlation(String name, String type, String rules, String timespan, String condition) {
        return """
                title: Correlation %1$s
                id: %2$s
                name: %1$s
                status: test
                level: high
                correlation:
                  type: %3$s
                  rules: [%4$s]
                  group-by: [user.name]
                  timespan: %5$s
                  condition: %6$s
                """.formatted(name, id("correlation " + name), type, rules, timespan, condition);
    }

    /** Many documents as one text. */
    public static String documents(String... documents) {
        return String.join("---\n", documents);
    }

    /** The stored rule of documents, of tenant acme. */
    public static Rule stored(String... documents) {
        return storedOf("acme", documents);
    }

    public static Rule storedOf(String tenant, String... documents) {
        return Rules.stored(
                tenant,
                SigmaRules.body(documents(documents)).put("name", "Correlation").toString());
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
