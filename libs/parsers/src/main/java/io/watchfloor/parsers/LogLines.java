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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file in their order, of whatever source: objects, a CloudTrail file of many records, Zeek's tables with
 * their header lines, access logs, syslog. Never throws for content. Not thread-safe.
 */
public final class LogLines {
    private static final ObjectReader OBJECT =
            ContractJson.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

    private final LogParser parser = new LogParser();
    private final String tenant;
    private final @Nullable String source;
    private final Instant receivedAt;
    private final ZoneId zone;
    private final ZeekTable table = new ZeekTable();
    private boolean inTable;
    private int lines;

    /**
     * @param source what the lines are of; null lets each say
     * @param receivedAt the time of lines that tell none; times without a year lie before it
     * @param zone of times that name no zone
     */
    public LogLines(String tenant, @Nullable String source, Instant receivedAt, ZoneId zone) {
        this.tenant = tenant;
        this.source = source;
        this.receivedAt = receivedAt;
        this.zone = zone;
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
        return stripped.startsWith("{") ? object(stripped) : List.of(parser.text(bytes(stripped), receipt()));
    }

    private List<Event> zeek(String text) {
        if (table.header(text)) {
            return List.of();
        }
        Map<String, Object> record = table.row(text);
        if (record == null) {
            return text.startsWith("{")
                    ? object(text)
                    : List.of(parser.unreadable(text, receipt(), "not as many columns as the header of the table has"));
        }
        return List.of(parser.json(record, text, receipt()));
    }

    private List<Event> object(String text) {
        try {
            Map<String, Object> body = OBJECT.readValue(text);
            List<Map<String, Object>> records = CloudTrailFile.records(body);
            if (records.size() == 1 && records.getFirst() == body) {
                return List.of(parser.json(body, text, receipt()));
            }
            List<Event> events = new ArrayList<>(records.size());
            for (Map<String, Object> record : records) {
                String original = new String(ContractJson.write(record), StandardCharsets.UTF_8);
                events.add(parser.json(record, original, receipt()));
            }
            return events;
        } catch (JsonProcessingException e) {
            return List.of(parser.unreadable(text, receipt(), "not a JSON object: " + e.getOriginalMessage()));
        }
    }

    private Receipt receipt() {
        return new Receipt(tenant, source, receivedAt, zone, null, lines++);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
