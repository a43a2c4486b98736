package io.watchfloor.parsers.zeek;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zeek's records as JSON, their endpoints as {@code id.orig_h}, {@code id_orig_h} or an object. Which log a record is of says
 * {@code _path} or {@code @stream}, else its columns. Notices are alerts.
 */
public final class ZeekParser implements SourceParser {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final List<String> HIGH_NOTICES = List.of("Intel::Notice", "Heartbleed::");
    private static final List<String> MEDIUM_NOTICES = List.of(
            "Scan::",
            "SSH::Password_Guessing",
            "HTTP::SQL_Injection",
            "Signatures::",
            "TeamCymruMalwareHashRegistry::");

    @Override
    public String source() {
        return "zeek";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        if (!body.containsKey("ts")) {
            return false;
        }
        return body.containsKey("_path")
                || body.containsKey("@stream")
                || body.containsKey("uid")
                        && (body.containsKey("id.orig_h")
                                || body.containsKey("id_orig_h")
                                || body.get("id") instanceof Map)
                || body.containsKey("fuid") && body.containsKey("source");
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        String path = ZeekLogs.pathOf(record);
        event.time(record.value("ts"));
        event.put("event.dataset", "zeek." + path);
        notice(path, record, event);
        outcome(path, record, event);
        ZeekDerived.put(path, record, event);
        ZeekLogs.map(path, record, event);
        event.put("event.duration", nanoseconds(record.text("duration")));
        ZeekLogs.kind(path, event);
    }

    private static void notice(String path, SourceRecord record, EventDraft event) {
        String note = record.text("note");
        if (!path.equals("notice") || note == null) {
            event.put("event.kind", "event");
            return;
        }
        event.put("event.kind", "alert");
        event.put("event.category", "intrusion_detection");
        event.severity(severity(note));
    }

    private static Severity severity(String note) {
        if (HIGH_NOTICES.stream().anyMatch(note::startsWith)) {
            return Severity.HIGH;
        }
        return MEDIUM_NOTICES.stream().anyMatch(note::startsWith) ? Severity.MEDIUM : Severity.LOW;
    }

    private static void outcome(String path, SourceRecord record, EventDraft event) {
        Object success = path.equals("ssh") ? record.value("auth_success") : record.value("success");
        if (success instanceof Boolean done) {
            event.put("event.outcome", done ? "success" : "failure");
        }
        String code = path.equals("dns") ? record.text("rcode_name") : null;
        event.put("event.outcome", code == null ? null : code.equals("NOERROR") ? "success" : "failure");
    }

    private static @Nullable Long nanoseconds(@Nullable String seconds) {
        if (seconds == null || seconds.length() > 32) {
            return null;
        }
        try {
            return new BigDecimal(seconds).multiply(NANOS).longValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
