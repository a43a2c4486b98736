package io.watchfloor.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.watchfloor.contracts.ContractJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Azure's Log Analytics (tables SecurityEvent, Event, WindowsEvent) as flat events: columns that exist in several
 * types carry the type in their name, EventData is XML or JSON in a text, and the log's name stands elsewhere.
 */
final class WindowsLogAnalytics {
    private static final ObjectReader JSON = ContractJson.mapper().readerFor(new TypeReference<Object>() {});
    private static final List<String> SUFFIXES = List.of("_string", "_dynamic", "_long", "_guid", "_int");
    private static final Map<String, String> NAMES = Map.of(
            "EventLog", "Channel",
            "Source", "Provider_Name",
            "EventLevel", "Level",
            "RenderedDescription", "Message");

    /** Columns of the workspace, not of the event. */
    private static final Set<String> WORKSPACE = Set.of(
            "TenantId",
            "SourceSystem",
            "MG",
            "ManagementGroupName",
            "Type",
            "_ResourceId",
            "SourceComputerId",
            "EventOriginId",
            "TimeCollected",
            "ParameterXml",
            "HostCustomEntity",
            "AccountCustomEntity");

    private WindowsLogAnalytics() {}

    static boolean isEvent(Map<String, Object> body) {
        return body.containsKey("TimeGenerated") && body.containsKey("EventID") && body.containsKey("Computer");
    }

    static Map<String, Object> plain(Map<String, Object> body) {
        Map<String, Object> event = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            if (!WORKSPACE.contains(name) && value != null) {
                String plain = NAMES.getOrDefault(name, withoutType(name));
                event.putIfAbsent(plain, plain.equals("EventData") ? eventData(value) : value);
            }
        });
        if (!event.containsKey("Channel") && isAudit(body.get("EventID"))) {
            event.put("Channel", "Security");
        }
        return event;
    }

    /** Whether an event whose log is not told is one of the audit log: its range of ids has no other use. */
    private static boolean isAudit(@Nullable Object id) {
        return id instanceof Number number && (number.intValue() >= 4608 && number.intValue() <= 6424);
    }

    private static String withoutType(String name) {
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    private static Object eventData(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return JSON.readValue(text);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
        return text.startsWith("<") ? WindowsDataXml.read(text) : text;
    }
}
