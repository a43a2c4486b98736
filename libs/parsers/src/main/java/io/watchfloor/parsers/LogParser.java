package io.watchfloor.parsers;

import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
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
