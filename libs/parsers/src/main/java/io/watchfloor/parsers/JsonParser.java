package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON object, of an application's structured log or ECS already, to an event. */
final class JsonParser {
    private static final String SOURCE = "app";
    private static final String NAMESPACE = "watchfloor.";
    private static final List<String> SENDER_IDS = List.of("event.id", "id", "log_id");

    private final EventFields event = new EventFields();
    private final Map<String, Object> body;
    private final Receipt receipt;
    private final String source;

    private JsonParser(Map<String, Object> body, Receipt receipt) {
        this.body = body;
        this.receipt = receipt;
        this.source = Objects.requireNonNullElse(receipt.source(), SOURCE);
    }

    /** @param body flat */
    static Event parse(Map<String, Object> body, String original, Receipt receipt) {
        return new JsonParser(body, receipt).parse(original);
    }

    private Event parse(String original) {
        Instant time = time();
        String senderId = senderId();
        body.forEach(this::field);
        action();
        event.setIfAbsent(Event.ORIGINAL, original);
        event.setIfAbsent("event.dataset", source + ".log");
        event.set(EventFields.SENDER_ID, senderId);
        event.relate();
        String id = senderId == null
                ? EventId.of(
                        time, receipt.tenant(), source, original.getBytes(StandardCharsets.UTF_8), receipt.ordinal())
                : EventId.of(time, receipt.tenant(), source, senderId);
        return event.build(id, time, source, receipt);
    }

    private Instant time() {
        Object given = body.containsKey(Event.TIMESTAMP) ? body.get(Event.TIMESTAMP) : body.get("timestamp");
        if (given == null) {
            return receipt.receivedAt();
        }
        String text = given.toString();
        event.set(Event.CREATED, text);
        Instant time = TimeText.parse(given, receipt.zone());
        if (time == null) {
            event.unmapped(Event.TIMESTAMP, text);
        } else if (!TimeText.isPlausible(time, receipt.receivedAt())) {
            event.add("tags", "implausible_time");
        } else {
            return time;
        }
        return receipt.receivedAt();
    }

    private @Nullable String senderId() {
        for (String name : SENDER_IDS) {
            Object value = body.get(name);
            if (value instanceof String || value instanceof Number) {
                return value.toString();
            }
        }
        return null;
    }

    private void field(String name, Object value) {
        boolean ours = name.equals(Event.INGESTED) || name.startsWith(NAMESPACE) || name.equals(Event.ID);
        if (ours || name.isEmpty()) {
            return;
        }
        String ecs = ShortNames.ecs(name);
        // Two names for one field: the second keeps its own.
        boolean taken = !ecs.equals(name) && (body.containsKey(ecs) || event.has(ecs));
        switch (taken ? name : ecs) {
            case Event.TIMESTAMP -> {}
            case "event.severity_name" -> severity(value);
            case "event.outcome" -> outcome(value);
            case "tags" -> event.add("tags", value);
            case "timestamp" -> event.set(name, value);
            default -> event.set(taken ? name : ecs, value);
        }
    }

    private void severity(Object value) {
        Severity severity = switch (value) {
            case String word -> Severities.ofWord(word);
            case Integer number -> Severities.ofScore(number);
            default -> null;
        };
        if (severity == null) {
            event.unmapped("event.severity_name", value);
            return;
        }
        event.set("event.severity_name", severity.wireName());
        if (!body.containsKey("event.severity")) {
            event.set("event.severity", value instanceof Integer ? value : (Object) severity.score());
        }
    }

    private void outcome(Object value) {
        String outcome = switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "failure", "failed", "fail", "denied", "error" -> "failure";
            case "success", "succeeded", "successful", "ok", "allowed" -> "success";
            case "unknown" -> "unknown";
            default -> null;
        };
        if (outcome == null) {
            event.unmapped("event.outcome", value);
        }
        event.set("event.outcome", outcome == null ? "unknown" : outcome);
    }

    /** {@code auth_failure} and its kin are ECS authentication events; the name tells the outcome if nothing else does. */
    private void action() {
        if (!(event.value("event.action") instanceof String action) || !action.startsWith("auth_")) {
            return;
        }
        event.setIfAbsent("event.category", "authentication");
        switch (action) {
            case "auth_failure" -> event.setIfAbsent("event.outcome", "failure");
            case "auth_success" -> event.setIfAbsent("event.outcome", "success");
            default -> {}
        }
    }
}
