package io.watchfloor.parsers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What shippers call the attributes of an event's System element. The first name of each is the one that Sigma uses;
 * fields are those of Winlogbeat.
 */
final class WindowsNames {
    private static final Map<String, List<String>> SYSTEM = ordered(
            names("channel", "Channel", "LogName"),
            names("event_id", "EventID", "EventId"),
            names("provider_name", "Provider_Name", "ProviderName", "SourceName", "EventSourceName", "Provider"),
            names("provider_guid", "Provider_Guid", "ProviderGuid", "Provider_GUID"),
            names("computer_name", "Computer", "ComputerName", "MachineName", "Hostname", "HostName"),
            names("record_id", "EventRecordID", "EventRecordId", "RecordNumber", "RecordId"),
            names("level", "Level"),
            names("task", "Task"),
            names("opcode", "Opcode", "OpcodeValue"),
            names("keywords", "Keywords"),
            names("version", "Version"),
            names("process.pid", "Execution_ProcessID", "ExecutionProcessID"),
            names("process.thread.id", "Execution_ThreadID", "ExecutionThreadID"),
            names("user.identifier", "Security_UserID"),
            names("activity_id", "Correlation_ActivityID"),
            names("related_activity_id", "Correlation_RelatedActivityID"));

    /** Names so plain that only NXLog, which marks its documents, is known to mean System by them. */
    private static final Map<String, List<String>> NXLOG = ordered(
            names("severity_value", "SeverityValue"),
            names("process.thread.id", "ThreadID"),
            names("user.identifier", "UserID"),
            names("activity_id", "ActivityID"));

    private static final Set<String> NXLOG_MARKS = Set.of("SourceModuleType", "EventReceivedTime");

    private WindowsNames() {}

    /** Takes the attributes of System out of {@code given}; fields below {@code winlog.}. */
    static Map<String, Object> take(Map<String, Object> given) {
        Map<String, Object> system = new LinkedHashMap<>();
        take(SYSTEM, given, system);
        if (isNxlog(given)) {
            take(NXLOG, given, system);
        }
        return system;
    }

    static boolean isNxlog(Map<String, Object> given) {
        return NXLOG_MARKS.stream().anyMatch(given::containsKey);
    }

    /** Whether a flat document has the attributes that make it a Windows event. */
    static boolean isFlatEvent(Map<String, Object> body) {
        return has(body, "event_id") && (has(body, "channel") || has(body, "provider_name"));
    }

    private static boolean has(Map<String, Object> body, String field) {
        return SYSTEM.getOrDefault(field, List.of()).stream().anyMatch(name -> WindowsData.isScalar(body.get(name)));
    }

    private static void take(Map<String, List<String>> table, Map<String, Object> given, Map<String, Object> system) {
        table.forEach((field, names) -> {
            for (String name : names) {
                Object value = WindowsData.scalar(given.get(name));
                if (value != null && !system.containsKey(field)) {
                    system.put(field, WindowsData.text(value));
                    given.keySet().remove(name);
                }
            }
        });
    }

    private static Map.Entry<String, List<String>> names(String field, String... names) {
        return Map.entry(field, List.of(names));
    }

    @SafeVarargs
    private static Map<String, List<String>> ordered(Map.Entry<String, List<String>>... entries) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : entries) {
            table.put(entry.getKey(), entry.getValue());
        }
        return table;
    }
}
