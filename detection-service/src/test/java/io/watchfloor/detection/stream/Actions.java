package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events of tenant acme in which a user does something. */
final class Actions {
    static final Instant T0 = Instant.parse("2026-03-02T08:00:00Z");

    private Actions() {}

    static Event action(String id, String user, String action, long second) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, id);
        fields.put(Event.TIMESTAMP, T0.plusSeconds(second).toString());
        fields.put(Event.INGESTED, T0.plusSeconds(second + 1).toString());
        fields.put(Event.TENANT, "acme");
        fields.put("event.action", action);
        fields.put("user.name", user);
        return new Event(fields);
    }

    static Event valued(String id, String user, String action, long second, int bytes) {
        return action(id, user, action, second).with("network.bytes", bytes);
    }
}
