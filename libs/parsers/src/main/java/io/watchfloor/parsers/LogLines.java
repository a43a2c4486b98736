package io.watchfloor.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.cloudtrail.CloudTrailFile;
import io.watchfloor.parsers.zeek.ZeekTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file in their order, of whatever source: objects, a CloudTrail file of many records, Zeek's tables with
 * their header lines, access logs, syslog. Never throws for content. Not thread-safe.
 */
public final class LogLines {
    private static final String ZEEK = "zeek";
    private static final ObjectReader OBJECT =
            ContractJson.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

    private final LogParser parser = new LogParser();
    private final String tenant;
    private final @Nullable String source;
    private final Instant receivedAt;
    private final ZoneId zone;
    private final ZeekTable table = new ZeekTable();
    private final ToIntFunction<byte[]> ordinals;
    private boolean inTable;

    /** Lines of a file, each of its own place: equal lines are different events. */
    public LogLines(String tenant, @Nullable String source, Instant receivedAt, ZoneId zone) {
        this(tenant, source, receivedAt, zone, places());
    }

    /**
     * @param source what the lines are of; null lets each say
     * @param receivedAt the time of lines that tell none; times without a year lie before it
     * @param zone of times that name no zone
     * @param ordinals {@link Receipt#ordinal} by the bytes of a log
     */
    public LogLines(
            String tenant, @Nullable String source, Instant receivedAt, ZoneId zone, ToIntFunction<byte[]> ordinals) {
        this.tenant = tenant;
        this.source = source;
        this.receivedAt = receivedAt;
        this.zone = zone;
        this.ordinals = ordinals;
        this.inTable = ZEEK.equals(source);
    }

    private static ToIntFunction<byte[]> places() {
        AtomicInteger next = new AtomicInteger();
        return line -> next.getAndIncrement();
    }

    /** The events of the next line: one for most, none for blank lines and header lines, many for a file of records. */
    public List<Event> parse(byte[] line) {
        int start = line.length > 2 && (line[0] & 0xff) == 0xef && (line[1] & 0xff) == 0xbb ? 3 : 0;
        String text = new String(line, start, line.length - start, StandardCharsets.UTF_8);
        while (text.endsWith("\n") || text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isBlank()) {
            return List.of();
        }
        inTable |= ZeekTable.begins(text);
        if (inTable) {
            return zeek(text);
        }
        String stripped = text.strip();
        return stripped.startsWith("{") ? object(stripped) : List.of(text(line, start));
    }

    private List<Event> zeek(String text) {
        if (table.header(text)) {
            return List.of();
        }
        Map<String, Object> record = table.row(text);
        if (record != null) {
            return List.of(parser.json(record, text, receipt(bytes(text))));
        }
        return text.startsWith("{") ? object(text) : List.of(unreadable(text, table.complaint()));
    }

    private List<Event> object(String text) {
        try {
            Map<String, Object> body = OBJECT.readValue(text);
            List<Map<String, Object>> records = CloudTrailFile.records(body);
            if (records.size() == 1 && records.getFirst() == body) {
                return List.of(parser.json(body, text, receipt(bytes(text))));
            }
            List<Event> events = new ArrayList<>(records.size());
            for (Map<String, Object> record : records) {
                byte[] original = ContractJson.write(record);
                events.add(parser.json(record, new String(original, StandardCharsets.UTF_8), receipt(original)));
            }
            return events;
        } catch (JsonProcessingException e) {
            return List.of(unreadable(text, "not a JSON object: " + e.getOriginalMessage()));
        }
    }

    /** Bytes, as text of some sources need not be UTF-8. */
    private Event text(byte[] line, int from) {
        int start = from;
        int end = line.length;
        while (start < end && line[start] <= ' ' && line[start] >= 0) {
            start++;
        }
        while (end > start && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        byte[] stripped = Arrays.copyOfRange(line, start, end);
        return parser.text(stripped, receipt(stripped));
    }

    private Event unreadable(String text, String reason) {
        return parser.unreadable(text, receipt(bytes(text)), reason);
    }

    private Receipt receipt(byte[] original) {
        return new Receipt(tenant, source, receivedAt, zone, null, ordinals.applyAsInt(original));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
