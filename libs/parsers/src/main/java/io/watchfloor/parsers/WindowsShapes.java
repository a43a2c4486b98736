package io.watchfloor.parsers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises Windows events and reads each shape: the XML of the event log as JSON (evtx_dump, Chainsaw, Velociraptor),
 * Winlogbeat's ECS, and flat objects (NXLog, PowerShell exports, Sigma's own field names).
 */
final class WindowsShapes {
    private static final String WINLOG = "winlog.";
    private static final String EVENT_DATA = "winlog.event_data.";
    private static final String USER_DATA = "winlog.user_data.";
    private static final String MESSAGE = "message";

    /** Fields of flat documents that tell the time, best first; those of the event log itself are UTC. */
    private static final List<String> UTC_TIMES =
            List.of("UtcTime", "SystemTime", "TimeCreated_SystemTime", "TimeGenerated");

    private static final List<String> LOCAL_TIMES = List.of("TimeCreated", "EventTime", "@timestamp", "timestamp");
    /** Fields of flat documents that tell of the transport, not of the event. */
    private static final Set<String> TRANSPORT = Set.of(
            "@timestamp",
            "timestamp",
            "@version",
            "host",
            "port",
            "tags",
            "EventReceivedTime",
            "SourceModuleName",
            "SourceModuleType",
            "SeverityValue",
            "Message",
            MESSAGE,
            "EventTime",
            "TimeCreated",
            "SystemTime",
            "TimeCreated_SystemTime",
            "TimeGenerated");

    private WindowsShapes() {}

    /**
     * The event, or null when the document is not recognisably a Windows event.
     *
     * @param body as Jackson reads an object
     * @param flat the same with dotted names
     */
    static @Nullable WindowsRecord read(Map<String, Object> body, Map<String, Object> flat) {
        if (flat.containsKey("winlog.event_id")) {
            return beats(flat);
        }
        if (body.get("Event") instanceof Map<?, ?> event && isXml(event)) {
            return xml(event, body);
        }
        if (isXml(body)) {
            return xml(body, body);
        }
        if (WindowsLogAnalytics.isEvent(body)) {
            return flat(WindowsLogAnalytics.plain(body));
        }
        return WindowsNames.isFlatEvent(body) ? flat(body) : null;
    }

    private static boolean isXml(Map<?, ?> event) {
        return event.get("System") instanceof Map<?, ?> system
                && system.containsKey("EventID")
                && (system.containsKey("Channel") || system.containsKey("Provider"));
    }

    private static WindowsRecord xml(Map<?, ?> event, Map<String, Object> body) {
        Map<String, Object> named = attributes(event.get("System") instanceof Map<?, ?> system ? system : Map.of());
        Object created = named.remove("TimeCreated_SystemTime");
        Map<String, Object> taken = WindowsNames.take(named);
        Map<String, String> data = new LinkedHashMap<>();
        data.putAll(WindowsData.ofUserData(event.get("UserData")));
        data.putAll(WindowsData.ofEventData(event.get("EventData")));
        // Attributes that have no field of their own stay under the name that Sigma has for them.
        named.forEach((name, value) -> data.putIfAbsent(name, WindowsData.text(value)));
        return new WindowsRecord(
                taken, data, created == null ? null : new WindowsRecord.Time(created, true, null), message(body));
    }

    /** The children of System, with attributes, as Sigma names them: {@code EventID}, {@code Provider_Name}. */
    private static Map<String, Object> attributes(Map<?, ?> system) {
        Map<String, Object> named = new LinkedHashMap<>();
        system.forEach((key, value) -> {
            String name = key.toString();
            boolean apart = name.endsWith("_attributes");
            String element = apart ? name.substring(0, name.length() - "_attributes".length()) : name;
            String text = WindowsData.textOf(value);
            if (text != null) {
                named.put(element, value instanceof Number ? value : text);
            } else if (value instanceof Map<?, ?> object) {
                attributesOf(element, object, named);
            }
            if (text != null && value instanceof Map<?, ?> object) {
                attributesOf(element, object.get("#attributes") instanceof Map<?, ?> inner ? inner : Map.of(), named);
            }
        });
        return named;
    }

    private static void attributesOf(String element, Map<?, ?> object, Map<String, Object> named) {
        Map<?, ?> attributes = object.get("#attributes") instanceof Map<?, ?> inner ? inner : object;
        attributes.forEach((key, value) -> {
            String name = key.toString();
            String plain = name.startsWith("@") || name.startsWith("_") ? name.substring(1) : name;
            if (WindowsData.isScalar(value)) {
                named.put(element + "_" + plain, value);
            }
        });
    }

    private static WindowsRecord beats(Map<String, Object> flat) {
        Map<String, Object> system = new LinkedHashMap<>();
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> rest = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            if (name.startsWith(EVENT_DATA)) {
                data.put(name.substring(EVENT_DATA.length()), value);
            } else if (name.startsWith(USER_DATA)) {
                data.putIfAbsent(name.substring(USER_DATA.length()), value);
            } else if (name.startsWith(WINLOG)) {
                system.put(
                        name.substring(WINLOG.length()), WindowsData.isScalar(value) ? WindowsData.text(value) : value);
            } else if (!name.equals("@timestamp") && !name.startsWith("@metadata")) {
                rest.put(name, value);
            }
        });
        Object time = flat.get("@timestamp");
        return new WindowsRecord(
                system,
                withParameters(WindowsData.ofEventData(data)),
                time == null ? null : new WindowsRecord.Time(time, true, null),
                rest);
    }

    /** Winlogbeat names unnamed values param1, param2, …; Sigma knows them as Data. */
    private static Map<String, String> withParameters(Map<String, String> data) {
        StringBuilder joined = new StringBuilder();
        for (int i = 1; data.containsKey("param" + i); i++) {
            joined.append(i == 1 ? "" : "\n").append(data.get("param" + i));
        }
        if (!joined.isEmpty()) {
            data.putIfAbsent("Data", joined.toString());
        }
        return data;
    }

    private static WindowsRecord flat(Map<String, Object> body) {
        Map<String, Object> given = new LinkedHashMap<>(body);
        Map<String, Object> system = WindowsNames.take(given);
        Map<String, String> data = new LinkedHashMap<>();
        data.putAll(WindowsData.ofUserData(given.remove("UserData")));
        data.putAll(WindowsData.ofEventData(given.remove("EventData")));
        if (WindowsNames.isNxlog(given)) {
            Object unused = given.remove("Severity");
        }
        given.keySet().removeAll(TRANSPORT);
        Map<String, Object> rest = message(body);
        given.values().removeIf(value -> value == null);
        Map<String, Object> objects = new LinkedHashMap<>(given);
        objects.values().removeIf(value -> !(value instanceof Map));
        given.keySet().removeAll(objects.keySet());
        data.putAll(WindowsData.ofEventData(given));
        rest.putAll(JsonFlattener.flatten(objects).fields());
        return new WindowsRecord(system, data, time(body), rest);
    }

    private static Map<String, Object> message(Map<String, Object> body) {
        Map<String, Object> rest = new LinkedHashMap<>();
        Object message = WindowsData.scalar(body.getOrDefault("Message", body.get(MESSAGE)));
        if (message != null) {
            rest.put(MESSAGE, WindowsData.text(message));
        }
        if (body.get("tags") instanceof List<?> tags) {
            rest.put("tags", tags.stream().filter(WindowsData::isScalar).toList());
        }
        return rest;
    }

    private static WindowsRecord.@Nullable Time time(Map<String, Object> body) {
        for (String name : UTC_TIMES) {
            Object value = WindowsData.scalar(body.get(name));
            if (value != null) {
                return new WindowsRecord.Time(value, true, null);
            }
        }
        for (String name : LOCAL_TIMES) {
            Object value = WindowsData.scalar(body.get(name));
            if (value != null) {
                return new WindowsRecord.Time(value, false, offset(body));
            }
        }
        return null;
    }

    /**
     * NXLog's local time of receipt, else of the event, against the collector's in UTC, a few seconds later: the difference,
     * to the quarter of an hour, is the sender's offset.
     */
    private static @Nullable Integer offset(Map<String, Object> body) {
        Object local = body.getOrDefault("EventReceivedTime", body.get("EventTime"));
        Object utc = body.get("@timestamp");
        if (!(local instanceof String localText) || !(utc instanceof String utcText) || !utcText.endsWith("Z")) {
            return null;
        }
        Instant sent = TimeText.parse(localText, ZoneOffset.UTC);
        Instant received = TimeText.parse(utcText, ZoneOffset.UTC);
        if (sent == null || received == null) {
            return null;
        }
        long seconds = sent.getEpochSecond() - received.getEpochSecond();
        int offset = (int) Math.clamp(Math.round(seconds / 900.0) * 900, -18 * 3600, 18 * 3600);
        return Math.abs(seconds - offset) <= 300 ? offset : null;
    }
}
