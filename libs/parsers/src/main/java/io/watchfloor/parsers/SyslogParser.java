package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A syslog message without its frame to an event. */
final class SyslogParser {
    private static final String SOURCE = "syslog";
    private static final String REPEATED = "message repeated ";

    private final EventFields event = new EventFields();
    private final byte[] raw;
    private final Receipt receipt;
    private final String source;

    private SyslogParser(byte[] raw, Receipt receipt) {
        this.raw = raw;
        this.receipt = receipt;
        this.source = Objects.requireNonNullElse(receipt.source(), SOURCE);
    }

    /** @param raw without line end */
    static Event parse(byte[] raw, Receipt receipt) {
        return new SyslogParser(raw, receipt).parse();
    }

    private Event parse() {
        String line = decode();
        SyslogHeader header = SyslogHeader.parse(line, receipt.receivedAt(), receipt.zone());
        Instant time = time(header.time());
        event.set(Event.ORIGINAL, line);
        priority(header.priority());
        program(header.program());
        String host = host(header.host());
        header.structuredData().forEach((name, value) -> event.set("log.syslog.structured_data." + name, value));
        event.set("message", header.message());
        content(header);
        header.problems().forEach(event::problem);
        event.relate();
        return event.build(id(time, host), time, source, receipt);
    }

    private String decode() {
        String line = Texts.strictUtf8(raw);
        if (line == null) {
            event.set("watchfloor.original_base64", Base64.getEncoder().encodeToString(raw));
            line = new String(raw, StandardCharsets.UTF_8);
        }
        return line;
    }

    private Instant time(SyslogHeader.@Nullable Time time) {
        if (time == null) {
            return receipt.receivedAt();
        }
        event.set(Event.CREATED, time.text());
        Instant instant = time.instant();
        if (instant != null && TimeText.isPlausible(instant, receipt.receivedAt())) {
            return instant;
        }
        event.add("tags", "implausible_time");
        return receipt.receivedAt();
    }

    private void priority(SyslogHeader.Priority priority) {
        if (priority.given()) {
            event.set("log.syslog.priority", priority.value());
        }
        event.set("log.syslog.facility.code", priority.facility());
        event.set("log.syslog.severity.code", priority.severity());
        Severity severity = Severities.ofSyslog(priority.severity());
        event.set("event.severity", severity.score());
        event.set("event.severity_name", severity.wireName());
    }

    private void program(SyslogHeader.Program program) {
        String name = program.name();
        if (name != null) {
            event.set("log.syslog.appname", name);
            event.set("process.name", name.startsWith("/") ? name.substring(name.lastIndexOf('/') + 1) : name);
        }
        String processId = program.processId();
        if (processId != null) {
            event.set("log.syslog.procid", processId);
            boolean number = !processId.isEmpty()
                    && processId.length() < 19
                    && processId.chars().allMatch(c -> c >= '0' && c <= '9');
            event.set("process.pid", number ? processId : null);
        }
        event.set("log.syslog.msgid", program.messageId());
    }

    /** The host the header names, or null; the event of a nameless sender is its address's. */
    private @Nullable String host(@Nullable String named) {
        String peer = receipt.peer();
        event.set("log.source.address", peer);
        String host = named == null ? peer : named;
        if (host != null) {
            event.set("host.name", host);
            event.set("host.hostname", host);
            event.set("host.ip", IpText.canonical(host));
        }
        return named;
    }

    private void content(SyslogHeader header) {
        String program = Objects.requireNonNullElse((String) event.value("process.name"), "");
        event.set("event.dataset", SshdParser.isFor(program) ? "system.auth" : "system.syslog");
        String message = repeated(header.message());
        if (SshdParser.isFor(program)) {
            SshdParser.parse(message, event);
        }
    }

    /** The message inside "message repeated N times: [ … ]", N kept aside: a line is one event however often it happened. */
    private String repeated(String message) {
        Cursor cursor = new Cursor(message);
        cursor.skipSpaces();
        cursor.skip("--- ");
        cursor.skip("last ");
        if (!cursor.skip(REPEATED)) {
            return message;
        }
        int count = cursor.number(1, 9);
        if (count < 0 || !cursor.skip(" times")) {
            return message;
        }
        event.set("log.syslog.repeat_count", count);
        int end = message.lastIndexOf(']');
        if (!cursor.skip(": [") || end < cursor.at) {
            return message;
        }
        return message.substring(cursor.at, end).strip();
    }

    private String id(Instant time, @Nullable String host) {
        byte[] identity = raw;
        String peer = receipt.peer();
        if (host == null && peer != null) {
            // The same nameless line of two senders is two events.
            byte[] address = (peer + ' ').getBytes(StandardCharsets.UTF_8);
            identity = new byte[address.length + raw.length];
            System.arraycopy(address, 0, identity, 0, address.length);
            System.arraycopy(raw, 0, identity, address.length, raw.length);
        }
        return EventId.of(time, receipt.tenant(), source, identity, receipt.ordinal());
    }
}
