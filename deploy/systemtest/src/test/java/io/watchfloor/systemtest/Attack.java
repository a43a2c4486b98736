package io.watchfloor.systemtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Structured authentication logs as an application would send them; made here, the same each time. */
final class Attack {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private Attack() {}

    /**
     * Several accounts under attack: {@code users} accounts {@code admin_0…}, each with {@code failures} failures ten
     * seconds apart, every second one with a success two minutes after; a little noise that matches nothing.
     */
    static List<String> onAdmins(int users, int failures) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            for (int user = 0; user < users; user++) {
                lines.add(login("admin_" + user, START.plusSeconds(10L * i), "auth_failure", "failure"));
            }
            lines.add(login("sysadmin", START.plusSeconds(10L * i), "auth_failure", "failure"));
        }
        for (int user = 0; user < users; user += 2) {
            lines.add(login("admin_" + user, START.plusSeconds(10L * failures + 120), "auth_success", "success"));
        }
        return lines;
    }

    static String login(String user, Instant at, String type, String result) {
        return """
                {"timestamp":"%s","event_type":"%s","user":"%s","source_ip":"203.0.113.45","target":"database.prod",\
                "result":"%s","reason":"invalid_password","severity":"medium"}""".formatted(at, type, user, result);
    }
}
