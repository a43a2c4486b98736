package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Windows event to an ECS event as Winlogbeat would send it: the event log's own fields below {@code winlog.}, all of
 * EventData as text below {@code winlog.event_data.}, and beside them the ECS fields that {@link WindowsEcs} knows.
 */
final class WindowsParser {
    private static final String SOURCE = "windows";
    private static final String NAMESPACE = "watchfloor.";
    private static final String UTC_WORD = " UTC";
    /** Bits of Keywords that tell how an audited action ended. */
    private static final long AUDIT_FAILURE = 0x0010_0000_0000_0000L;

    private static final long AUDIT_SUCCESS = 0x0020_0000_0000_0000L;

    private final EventFields event = new EventFields();
    private final WindowsRecord record;
    private final Receipt receipt;
    private final String source;

    private WindowsParser(WindowsRecord record, Receipt receipt) {
        this.record = record;
        this.receipt = receipt;
        this.source = Objects.requireNonNullElse(receipt.source(), SOURCE);
    }

    static Event parse(WindowsRecord record, String original, Receipt receipt) {
        return new WindowsParser(record, receipt).parse(original);
    }

    /** Puts a Windows event that another record holds: its System and EventData, and what ECS makes of them. */
    static void inside(EventFields event, WindowsRecord record) {
        record.system().forEach((name, value) -> event.setIfAbsent("winlog." + name, value));
        record.data().forEach((name, value) -> event.setIfAbsent("winlog.event_data." + name, value));
        event.setIfAbsent("event.code", record.system().get("event_id"));
        event.setIfAbsent("event.provider", record.system().get("provider_name"));
        event.setIfAbsent("event.outcome", auditOutcome(record));
        WindowsEcs.map(record, event);
    }

    private Event parse(String original) {
        record.rest().forEach(this::rest);
        Instant time = time();
        record.system().forEach((name, value) -> event.set("winlog." + name, value));
        record.data().forEach((name, value) -> event.set("winlog.event_data." + name, value));
        common();
        host();
        level();
        event.setIfAbsent("event.outcome", auditOutcome(record));
        WindowsEcs.map(record, event);
        event.setIfAbsent(Event.ORIGINAL, original);
        event.relate();
        byte[] raw = original.getBytes(StandardCharsets.UTF_8);
        return event.build(EventId.of(time, receipt.tenant(), source, raw, receipt.ordinal()), time, source, receipt);
    }

    private void rest(String name, Object value) {
        boolean ours = name.startsWith(NAMESPACE) || name.equals(Event.INGESTED) || name.equals(Event.ID);
        if (!ours && !name.isEmpty()) {
            event.set(name, value);
        }
    }

    private Instant time() {
        WindowsRecord.Time given = record.time();
        if (given == null) {
            return receipt.receivedAt();
        }
        String text = WindowsData.text(given.given());
        event.setIfAbsent(Event.CREATED, text);
        Object value = given.given() instanceof String ? withoutWord(text) : given.given();
        Instant time = TimeText.parse(value, zone(given));
        if (time == null) {
            event.unmapped(Event.TIMESTAMP, text);
        } else if (!TimeText.isPlausible(time, receipt.receivedAt())) {
            event.add("tags", "implausible_time");
        } else {
            return time;
        }
        return receipt.receivedAt();
    }

    private ZoneId zone(WindowsRecord.Time given) {
        Integer offset = given.offsetSeconds();
        if (given.utc()) {
            return ZoneOffset.UTC;
        }
        return offset == null ? receipt.zone() : ZoneOffset.ofTotalSeconds(offset);
    }

    private static String withoutWord(String text) {
        return text.endsWith(UTC_WORD) ? text.substring(0, text.length() - UTC_WORD.length()) : text;
    }

    private void common() {
        event.set("event.code", record.text("event_id"));
        event.setIfAbsent("event.provider", record.system().get("provider_name"));
        event.setIfAbsent("event.kind", "event");
        event.setIfAbsent("event.module", SOURCE);
        event.setIfAbsent("event.dataset", dataset(record.text("channel")));
    }

    /** {@code windows.sysmon_operational} of {@code Microsoft-Windows-Sysmon/Operational}. */
    private static String dataset(String channel) {
        String name = channel.toLowerCase(Locale.ROOT).replace("microsoft-windows-", "");
        StringBuilder plain = new StringBuilder(SOURCE).append('.');
        name.chars().forEach(c -> plain.append(Character.isLetterOrDigit(c) ? (char) c : '_'));
        return name.isEmpty() ? SOURCE + ".log" : plain.toString();
    }

    /** The host is the one that wrote the event, not a collector that forwarded it. */
    private void host() {
        String computer = record.text("computer_name").toLowerCase(Locale.ROOT);
        if (computer.isBlank()) {
            event.setIfAbsent("host.name", receipt.peer());
            return;
        }
        int dot = computer.indexOf('.');
        String hostname = dot > 0 ? computer.substring(0, dot) : computer;
        event.set("host.name", computer);
        event.set("host.hostname", hostname);
        event.add("related.hosts", hostname);
    }

    private void level() {
        Level level = Level.of(record.text("level"));
        if (level == null) {
            level = Level.ofNxlog(record.text("severity_value"));
        }
        if (level == null) {
            return;
        }
        event.setIfAbsent("log.level", level.name().toLowerCase(Locale.ROOT));
        event.setIfAbsent("event.severity", level.severity.score());
        event.setIfAbsent("event.severity_name", level.severity.wireName());
    }

    private static @Nullable String auditOutcome(WindowsRecord record) {
        String words = record.text("keywords") + record.data().getOrDefault("EventType", "");
        String plain = words.toLowerCase(Locale.ROOT).replace('_', ' ');
        long bits = bits(record.text("keywords"));
        if ((bits & AUDIT_FAILURE) != 0 || plain.contains("audit failure")) {
            return "failure";
        }
        return (bits & AUDIT_SUCCESS) != 0 || plain.contains("audit success") ? "success" : null;
    }

    /** Keywords as hexadecimal or decimal, unsigned or signed; 0 for words. */
    private static long bits(String keywords) {
        try {
            return keywords.startsWith("0x")
                    ? Long.parseUnsignedLong(keywords.substring(2), 16)
                    : keywords.startsWith("-") ? Long.parseLong(keywords) : Long.parseUnsignedLong(keywords);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The level of an event: how it matters to the program, not to security. */
    private enum Level {
        CRITICAL(Severity.CRITICAL),
        ERROR(Severity.HIGH),
        WARNING(Severity.MEDIUM),
        INFORMATION(Severity.LOW),
        VERBOSE(Severity.LOW);

        private static final Map<String, Level> BY_NUMBER =
                Map.of("0", INFORMATION, "1", CRITICAL, "2", ERROR, "3", WARNING, "4", INFORMATION, "5", VERBOSE);

        private final Severity severity;

        Level(Severity severity) {
            this.severity = severity;
        }

        /** NXLog's 1 DEBUG to 5 CRITICAL. */
        static @Nullable Level ofNxlog(String severityValue) {
            return switch (severityValue) {
                case "1" -> VERBOSE;
                case "2" -> INFORMATION;
                case "3" -> WARNING;
                case "4" -> ERROR;
                case "5" -> CRITICAL;
                default -> null;
            };
        }

        static @Nullable Level of(String text) {
            Level level = BY_NUMBER.get(text);
            for (Level each : values()) {
                level = each.name().equalsIgnoreCase(text) ? each : level;
            }
            return level;
        }
    }
}
