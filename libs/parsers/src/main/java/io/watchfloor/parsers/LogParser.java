package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.web.AccessLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The way in: one raw input to one event. Never throws for content. What cannot be understood is kept as it came in
 * {@code event.original}, with {@code event.kind: pipeline_error} and the reason in {@code error.message}; so is what is
 * over a limit, the original cut to the limit.
 */
public final class LogParser {
    /** Bytes of one input. */
    public static final int MAX_BYTES = 1 << 20;
    /** Leaf fields of one JSON object. */
    public static final int MAX_FIELDS = JsonFlattener.MAX_FIELDS;
    /** Levels of nesting of one JSON object. */
    public static final int MAX_DEPTH = JsonFlattener.MAX_DEPTH;

    private static final String WEB = "web";

    /** @param raw one syslog message without its frame; a line end and trailing NULs are ignored */
    public Event syslog(byte[] raw, Receipt receipt) {
        byte[] line = trimEnd(raw);
        if (line.length > MAX_BYTES) {
            return unparsed(line, receipt, "syslog", "the message is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return SyslogParser.parse(line, receipt);
        } catch (RuntimeException e) {
            // Losing a log to an error of ours is the worse choice.
            return unparsed(line, receipt, "syslog", "the parser failed: " + e);
        }
    }

    /**
     * A line of text of which nothing else is known: an event of Windows as XML, of a web server's access log, or syslog.
     *
     * @param raw without its line end
     */
    public Event text(byte[] raw, Receipt receipt) {
        String line = new String(raw, 0, Math.min(raw.length, MAX_BYTES), StandardCharsets.UTF_8);
        Map<String, Object> xml = WindowsXml.begins(line) ? WindowsXml.read(line) : null;
        if (xml != null) {
            return json(xml, line, receipt);
        }
        boolean declared = receipt.source() == null || receipt.source().equals(WEB);
        if (!declared || raw.length > MAX_BYTES || line.startsWith("<") || !AccessLog.recognises(line)) {
            return syslog(raw, receipt);
        }
        try {
            EventFields event = new EventFields();
            EventDraft draft = new EventDraft(event, receipt);
            AccessLog.parse(line, draft);
            return finish(draft, event, Texts.wellFormed(line), WEB, receipt);
        } catch (RuntimeException e) {
            return unparsed(raw, receipt, WEB, "the parser failed: " + e);
        }
    }

    /**
     * A JSON object: a Windows event in any of its usual shapes, an application's structured log, or ECS already.
     *
     * @param body as Jackson reads an object
     * @param original the text of the object as received
     */
    public Event json(Map<String, Object> body, String original, Receipt receipt) {
        String text = Texts.wellFormed(original);
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        if (raw.length > MAX_BYTES) {
            return unparsed(raw, receipt, "app", "the object is longer than " + MAX_BYTES + " bytes");
        }
        try {
            SourceParser source = Sources.find(body, receipt.source());
            if (source != null) {
                return sourced(source, body, text, receipt);
            }
            JsonFlattener.Result flat = JsonFlattener.flatten(body);
            String problem = flat.problem();
            if (problem != null) {
                return unparsed(raw, receipt, "app", problem);
            }
            WindowsRecord windows = WindowsShapes.read(body, flat.fields());
            return windows == null
                    ? JsonParser.parse(flat.fields(), text, receipt)
                    : WindowsParser.parse(windows, text, receipt);
        } catch (RuntimeException e) {
            return unparsed(raw, receipt, "app", "the parser failed: " + e);
        }
    }

    private static Event sourced(SourceParser parser, Map<String, Object> body, String text, Receipt receipt) {
        JsonFlattener.Result flat = JsonFlattener.flatten(parser.unwrap(body));
        EventFields event = new EventFields();
        EventDraft draft = new EventDraft(event, receipt);
        parser.map(new SourceRecord(flat.fields()), draft);
        if (flat.problem() != null) {
            // The original has the rest.
            event.add("tags", "fields_left_out");
        }
        return finish(draft, event, text, parser.source(), receipt);
    }

    private static Event finish(EventDraft draft, EventFields event, String text, String named, Receipt receipt) {
        String source = Objects.requireNonNullElse(receipt.source(), named);
        event.setIfAbsent(Event.ORIGINAL, text);
        event.setIfAbsent("event.kind", "event");
        event.setIfAbsent("event.module", named);
        event.setIfAbsent("event.dataset", named + ".log");
        event.relate();
        Instant time = draft.time();
        String sender = draft.senderId();
        event.set(EventFields.SENDER_ID, sender);
        String id = sender == null
                ? EventId.of(time, receipt.tenant(), source, text.getBytes(StandardCharsets.UTF_8), receipt.ordinal())
                : EventId.of(time, receipt.tenant(), source, sender);
        return event.build(id, time, source, receipt);
    }

    /** The event of an input that is none of the formats: kept with the reason. */
    Event unreadable(String text, Receipt receipt, String problem) {
        return unparsed(Texts.wellFormed(text).getBytes(StandardCharsets.UTF_8), receipt, "app", problem);
    }

    private static Event unparsed(byte[] raw, Receipt receipt, String defaultSource, String problem) {
        EventFields event = new EventFields();
        String source = Objects.requireNonNullElse(receipt.source(), defaultSource);
        byte[] kept = raw.length > MAX_BYTES ? Arrays.copyOf(raw, MAX_BYTES) : raw;
        event.set(Event.ORIGINAL, new String(kept, StandardCharsets.UTF_8));
        event.set("event.dataset", source + ".log");
        event.set("host.name", receipt.peer());
        event.problem(problem);
        String id = EventId.of(receipt.receivedAt(), receipt.tenant(), source, raw, receipt.ordinal());
        return event.build(id, receipt.receivedAt(), source, receipt);
    }

    private static byte[] trimEnd(byte[] raw) {
        int length = raw.length;
        while (length > 0 && (raw[length - 1] == '\n' || raw[length - 1] == '\r' || raw[length - 1] == 0)) {
            length--;
        }
        return length == raw.length ? raw : Arrays.copyOf(raw, length);
    }
}
