package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Login events of tenant acme, named by user, outcome and second. */
final class Logins {
    static final Instant T0 = Instant.parse("2026-03-02T08:00:00Z");

    private Logins() {}

    static Event failure(String user, double second) {
        return login("acme", user, "failure", second);
    }

    static Event success(String user, double second) {
        return login("acme", user, "success", second);
    }

    static Event login(String tenant, String user, String outcome, double second) {
        Instant time = T0.plusMillis(Math.round(second * 1_000));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, tenant + "-" + user + "-" + outcome + "-" + second);
        fields.put(Event.TIMESTAMP, time.toString());
        fields.put(Event.INGESTED, time.plusSeconds(1).toString());
        fields.put(Event.TENANT, tenant);
        fields.put("event.category", "authentication");
        fields.put("event.outcome", outcome);
        fields.put("user.name", user);
        return new Event(fields);
    }
}
