package io.watchfloor.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Lines of a file of which nothing else is known: a JSON object is a Windows event, an application's log or ECS; anything
 * else is syslog. Never throws for content; equal lines are different events, as each has its place in the file. Not
 * thread-safe.
 */
public final class LineParser {
    private static final ObjectReader OBJECT =
            ContractJson.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

    private final LogParser parser = new LogParser();
    private final String tenant;
    private final Instant receivedAt;
    private final ZoneId zone;
    private int lines;

    /**
     * @param receivedAt the time of lines that tell none; times without a year lie before it
     * @param zone of times that name no zone
     */
    public LineParser(String tenant, Instant receivedAt, ZoneId zone) {
        this.tenant = tenant;
        this.receivedAt = receivedAt;
        this.zone = zone;
    }

    /** The event of the next line; a byte order mark and line ends are ignored. */
    public Event parse(byte[] line) {
        Receipt receipt = new Receipt(tenant, null, receivedAt, zone, null, lines++);
        int start = line.length > 2 && (line[0] & 0xff) == 0xef && (line[1] & 0xff) == 0xbb ? 3 : 0;
        String text = new String(line, start, line.length - start, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            try {
                return parser.json(OBJECT.readValue(text), text, receipt);
            } catch (JsonProcessingException e) {
                return parser.unreadable(text, receipt, "not a JSON object: " + e.getOriginalMessage());
            }
        }
        return parser.text(text.getBytes(StandardCharsets.UTF_8), receipt);
    }

    /** The same for a line as text. */
    public Event parse(String line) {
        return parse(line.getBytes(StandardCharsets.UTF_8));
    }
}
